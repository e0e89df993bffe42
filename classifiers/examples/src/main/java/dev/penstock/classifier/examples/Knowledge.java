package dev.penstock.classifier.examples;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the utterances and their vectors.
 *
 * @param model what made the vectors
 * @param dimensions how many numbers they have
 * @param head null if there are too many intents for one
 */
record Knowledge(
    String model, int dimensions, VectorIndex index, @Nullable Head head, Calibration calibration) {
  private static final int AT_ONCE = 256;

  /**
   * Makes vectors, or takes those kept, and learns from them.
   *
   * @param floor the similarity below which nothing is said
   */
  static Knowledge of(
      Utterances utterances,
      TextEmbedder embedder,
      int neighbours,
      double floor,
      @Nullable VectorFolder folder)
      throws ProviderException, InterruptedException {
    String model = embedder.model();
    float[][] units = folder == null ? null : folder.read(model, utterances);
    if (units == null) {
      units = made(utterances.texts(), embedder);
      if (folder != null) {
        folder.write(model, utterances, units);
      }
    }
    int dimensions = units[0].length;
    VectorIndex index = VectorIndex.of(units);
    int rows = Head.affordableRows(units.length, utterances.intentCount(), dimensions);
    Head head = rows == 0 ? null : HeadTraining.train(units, first(rows), utterances);
    Calibration calibration =
        new CrossFit(utterances, units, index, neighbours, floor).calibrate(rows);
    return new Knowledge(model, dimensions, index, head, calibration);
  }

  private static int[] first(int rows) {
    int[] first = new int[rows];
    for (int i = 0; i < rows; i++) {
      first[i] = i;
    }
    return first;
  }

  private static float[][] made(List<String> texts, TextEmbedder embedder)
      throws ProviderException, InterruptedException {
    float[][] units = new float[texts.size()][];
    for (int from = 0; from < units.length; from += AT_ONCE) {
      List<String> some = texts.subList(from, Math.min(units.length, from + AT_ONCE));
      List<Embedding> vectors = embedder.embed(some);
      if (vectors.size() != some.size()) {
        throw new IllegalStateException(
            "%s made %d vectors of %d utterances"
                .formatted(embedder.model(), vectors.size(), some.size()));
      }
      for (int i = 0; i < some.size(); i++) {
        units[from + i] = vectors.get(i).unit();
        if (units[from + i].length != units[0].length) {
          throw new IllegalStateException(
              "%s made vectors of %d and of %d numbers"
                  .formatted(embedder.model(), units[0].length, units[from + i].length));
        }
      }
    }
    return units;
  }

  /** Whether a question's vector can be compared with those of the utterances. */
  boolean fits(Embedding embedding) {
    return embedding.model().equals(model) && embedding.dimensions() == dimensions;
  }
}
