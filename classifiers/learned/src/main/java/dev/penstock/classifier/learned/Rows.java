package dev.penstock.classifier.learned;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.Lesson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lessons as rows of numbers: standardised measures of structure, then the vector. */
final class Rows {
  private static final int FOLDS = 5;

  /** A measure that varies less than this says nothing. */
  private static final double LEAST_SCALE = 1e-6;

  /** Spreads neighbours over the folds, whatever order the lessons have. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final List<Lesson> lessons;
  private final List<Measure> measures = new ArrayList<>();
  private final List<Double> means = new ArrayList<>();
  private final List<Double> scales = new ArrayList<>();
  private final double[][] structure;
  private final float[][] vectors;
  private final int[] folds;
  private final double meanWeight;

  Rows(List<Lesson> lessons) {
    this.lessons = lessons;
    meanWeight = lessons.stream().mapToDouble(Lesson::weight).sum() / lessons.size();
    List<Map<Measure, Double>> values =
        lessons.stream().map(lesson -> Measures.of(lesson.question())).toList();
    for (Measure measure : Measure.values()) {
      keep(measure, values);
    }
    structure = values.stream().map(this::standardised).toArray(double[][]::new);
    vectors = lessons.stream().map(Rows::scaled).toArray(float[][]::new);
    folds = folds(lessons);
  }

  private void keep(Measure measure, List<Map<Measure, Double>> values) {
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += weight(i) * values.get(i).getOrDefault(measure, 0.0);
    }
    double mean = sum / values.size();
    double squares = 0;
    for (int i = 0; i < values.size(); i++) {
      double off = values.get(i).getOrDefault(measure, 0.0) - mean;
      squares += weight(i) * off * off;
    }
    double scale = StrictMath.sqrt(squares / values.size());
    if (scale >= LEAST_SCALE) {
      measures.add(measure);
      means.add(mean);
      scales.add(scale);
    }
  }

  private double[] standardised(Map<Measure, Double> values) {
    double[] row = new double[measures.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] =
          Head.standard(values.getOrDefault(measures.get(i), 0.0), means.get(i), scales.get(i));
    }
    return row;
  }

  /** The vector, so long that a number of it varies about as much as a standardised measure. */
  private static float[] scaled(Lesson lesson) {
    Embedding embedding = lesson.embedding();
    if (embedding == null) {
      return new float[0];
    }
    float[] unit = embedding.unit();
    float length = (float) StrictMath.sqrt(unit.length);
    for (int i = 0; i < unit.length; i++) {
      unit[i] *= length;
    }
    return unit;
  }

  /** Lessons with the same question are in the same fold. */
  private static int[] folds(List<Lesson> lessons) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] folds = new int[lessons.size()];
    for (int i = 0; i < folds.length; i++) {
      String question = lessons.get(i).question();
      Integer known = numbers.putIfAbsent(question, numbers.size());
      long number = known == null ? numbers.size() - 1 : known;
      folds[i] = (int) (((number * SPREAD) >>> 33) % FOLDS);
    }
    return folds;
  }

  int count() {
    return lessons.size();
  }

  int structureColumns() {
    return measures.size();
  }

  int columns() {
    return measures.size() + vectors[0].length;
  }

  double target(int row) {
    return lessons.get(row).target();
  }

  /** 1 on average. */
  final double weight(int row) {
    return lessons.get(row).weight() / meanWeight;
  }

  int folds() {
    return FOLDS;
  }

  int fold(int row) {
    return folds[row];
  }

  void fill(int row, double[] into) {
    System.arraycopy(structure[row], 0, into, 0, structure[row].length);
    for (int i = 0; i < vectors[row].length; i++) {
      into[structure[row].length + i] = vectors[row][i];
    }
  }

  /** The sums over all rows, or over those of a fold. */
  Sums sums(@Nullable Integer fold) {
    Sums sums = new Sums(columns());
    double[] row = new double[columns()];
    for (int i = 0; i < count(); i++) {
      if (fold == null || folds[i] == fold) {
        fill(i, row);
        sums.add(row, target(i), weight(i));
      }
    }
    return sums;
  }

  /** The head of a fit, whose results a calibration turns into log-odds. */
  HeadFile head(Fit fit, Calibration calibration, double heldOutError, double plainError) {
    double slope = calibration.slope();
    List<HeadFile.Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      weighed.add(
          new HeadFile.Weighed(
              measures.get(i).text(), means.get(i), scales.get(i), slope * fit.weights()[i]));
    }
    HeadFile.@Nullable VectorWeights vector = null;
    Embedding embedding = lessons.getFirst().embedding();
    if (embedding != null && fit.weights().length > measures.size()) {
      List<Double> weights = new ArrayList<>();
      double length = StrictMath.sqrt(embedding.dimensions());
      for (int i = measures.size(); i < fit.weights().length; i++) {
        weights.add(slope * length * fit.weights()[i]);
      }
      vector = new HeadFile.VectorWeights(embedding.model(), weights);
    }
    return new HeadFile(
        HeadFile.VERSION,
        count(),
        heldOutError,
        plainError,
        calibration.offset() + slope * fit.intercept(),
        weighed,
        vector);
  }
}
