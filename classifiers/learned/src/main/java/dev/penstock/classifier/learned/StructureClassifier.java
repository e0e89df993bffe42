package dev.penstock.classifier.learned;

import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.NonBlocking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts traits of a question. Enough of one gives the tier; else the sum of how near each is to
 * enough gives a difficulty.
 */
final class StructureClassifier implements Classifier, NonBlocking {
  static final String SOURCE = "structure";

  private final StructureSettings settings;
  private final String tier;

  StructureClassifier(StructureSettings settings, String tier) {
    this.settings = settings;
    this.tier = tier;
  }

  @Override
  public Classification classify(ClassifierInput input) {
    if (input.question().isBlank()) {
      return Classification.NONE;
    }
    double sum = 0;
    boolean clear = false;
    List<Signal> signals = new ArrayList<>();
    for (Map.Entry<Trait, Integer> entry : Traits.of(input.question()).entrySet()) {
      int from = settings.clearFrom(entry.getKey());
      int count = entry.getValue();
      if (from == 0 || count == 0) {
        continue;
      }
      sum += (double) count / from;
      clear |= count >= from;
      signals.add(
          new Signal(
              SOURCE,
              entry.getKey().text(),
              count >= from
                  ? "%,d, %s from %,d on".formatted(count, tier, from)
                  : "%,d of %,d".formatted(count, from)));
    }
    if (signals.isEmpty()) {
      return Classification.NONE;
    }
    double difficulty = 1 - StrictMath.exp(-sum);
    return clear
        ? new Classification(tier, null, difficulty, difficulty, signals)
        : new Classification(null, null, Math.max(difficulty, 1 - difficulty), difficulty, signals);
  }

  @Override
  public void close() {}
}
