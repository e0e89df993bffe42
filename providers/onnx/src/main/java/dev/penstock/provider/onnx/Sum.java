package dev.penstock.provider.onnx;

/** The weighted sum of vectors. */
final class Sum {
  private final double[] sum = new double[SentenceModel.DIMENSIONS];

  void add(float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  /** The sum in length 1. */
  float[] unit() {
    double square = 0;
    for (double number : sum) {
      square += number * number;
    }
    double length = Math.sqrt(square);
    float[] unit = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }
}
