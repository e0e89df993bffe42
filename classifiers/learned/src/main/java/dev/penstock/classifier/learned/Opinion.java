package dev.penstock.classifier.learned;

import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the classifier {@code learned} says. */
final class Opinion {
  static final String SOURCE = "learned";

  private static final int MOST_PARTS = 3;
  private static final double LEAST_PART = 0.05;

  private Opinion() {}

  /** A difficulty, how sure it is of the likelier side, and the measures that count most. */
  static Classification of(Head.Weighing weighing, int lessons) {
    double difficulty = weighing.difficulty();
    List<Signal> signals = new ArrayList<>();
    signals.add(
        new Signal(
            SOURCE,
            "difficulty",
            String.format(Locale.ROOT, "%.3f by %,d lessons", difficulty, lessons)));
    weighing.parts().stream()
        .limit(MOST_PARTS)
        .filter(part -> Math.abs(part.addend()) >= LEAST_PART)
        .map(
            part ->
                new Signal(
                    SOURCE,
                    part.measure().text(),
                    String.format(Locale.ROOT, "log-odds %+.2f", part.addend())))
        .forEach(signals::add);
    return new Classification(
        null, null, Math.max(difficulty, 1 - difficulty), difficulty, signals);
  }

  static Classification abstains(String why) {
    return Classification.noSignal(List.of(new Signal(SOURCE, "abstains", why)));
  }
}
