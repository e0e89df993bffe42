package dev.penstock.classifier.learned;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.TextEmbedder;

/**
 * A head that weighs the structure of a question and its vector. Without a vector of its model it
 * abstains, because its difficulties would not be those that thresholds were made for.
 */
final class VectorHead implements Classifier, NeedsVectors {
  private final Head head;
  private final String model;
  private final int lessons;

  VectorHead(HeadFile file, HeadFile.VectorWeights vector) {
    head = new Head(file);
    model = vector.model();
    lessons = file.lessons();
  }

  @Override
  public void prepare(TextEmbedder embedder) throws ProviderException {
    if (!embedder.model().equals(model)) {
      throw new ProviderException(
          ProviderFailure.of(
              FailureKind.UNSUPPORTED,
              ProviderFailure.Phase.NOT_RUN,
              "is %s, but the head was learned with %s: learn it anew, or name that model"
                  .formatted(embedder.model(), model)));
    }
  }

  @Override
  public Classification classify(ClassifierInput input) {
    if (input.question().isBlank()) {
      return Classification.NONE;
    }
    Embedding embedding = input.embedding().get().orElse(null);
    if (embedding == null) {
      return Opinion.abstains("the question has no vector");
    }
    if (!embedding.model().equals(model) || embedding.dimensions() != head.dimensions()) {
      return Opinion.abstains(
          "learned with %d numbers of %s, got %d of %s"
              .formatted(head.dimensions(), model, embedding.dimensions(), embedding.model()));
    }
    return Opinion.of(head.weigh(input.question(), embedding.unit()), lessons);
  }

  @Override
  public void close() {}
}
