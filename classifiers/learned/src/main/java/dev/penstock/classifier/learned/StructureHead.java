package dev.penstock.classifier.learned;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.NonBlocking;

/** A head that weighs the structure of a question alone. */
final class StructureHead implements Classifier, NonBlocking {
  private final Head head;
  private final int lessons;

  StructureHead(HeadFile file) {
    head = new Head(file);
    lessons = file.lessons();
  }

  @Override
  public Classification classify(ClassifierInput input) {
    return input.question().isBlank()
        ? Classification.NONE
        : Opinion.of(head.weigh(input.question(), null), lessons);
  }

  @Override
  public void close() {}
}
