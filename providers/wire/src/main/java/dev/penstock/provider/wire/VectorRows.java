package dev.penstock.provider.wire;

import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The vectors of an answer as they arrive, one for each text that was sent. */
public final class VectorRows {
  private final EmbeddingCall call;
  private final float[] @Nullable [] vectors;
  private int seen;

  /** Starts empty, for the texts of a call. */
  public VectorRows(EmbeddingCall call) {
    this.call = call;
    vectors = new float[call.texts().size()][];
  }

  /** How many vectors have arrived, whatever their index. */
  public int seen() {
    return seen;
  }

  /** Takes the vector of the text at an index; null is one that is none. */
  public void add(int index, float @Nullable [] vector) {
    seen++;
    if (index >= 0 && index < vectors.length) {
      vectors[index] = vector;
    }
  }

  /** What is wrong with them, or null if there is one for each text and all have one length. */
  @Nullable String problem() {
    int length = -1;
    for (float[] vector : vectors) {
      if (vector == null || seen != vectors.length) {
        return "there is not one vector for each text";
      }
      if (vector.length == 0 || (length >= 0 && vector.length != length)) {
        return "the vectors differ in length";
      }
      length = vector.length;
    }
    return call.dimensions() != null && call.dimensions() != length
        ? "the vectors have " + length + " dimensions, not " + call.dimensions()
        : null;
  }

  List<float[]> whole() {
    return Arrays.stream(vectors).map(Objects::requireNonNull).toList();
  }
}
