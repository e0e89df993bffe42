package dev.penstock.core.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was calibrated.
 *
 * @param questions how many there were
 * @param decided how many of them the classifier decides
 * @param classifier its name
 * @param thresholds the difficulty at which each tier begins, but the easiest
 * @param figures spread, cost and quality on these questions
 * @param file where the thresholds were written
 * @param notes what is odd about it
 */
public record CalibrateReport(
    int questions,
    long decided,
    String classifier,
    Map<String, Double> thresholds,
    List<Figure> figures,
    String file,
    List<String> notes) {
  /** Copies the collections. */
  public CalibrateReport {
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d questions, of which %s decides %d; behind each figure its 95 %% interval%n",
            questions,
            classifier,
            decided));
    thresholds.forEach(
        (tier, least) -> text.append(String.format(Locale.ROOT, "  %s from %s%n", tier, least)));
    for (Figure figure : figures) {
      text.append(
          String.format(Locale.ROOT, "  %-22s %s%n", figure.name(), ClassifyText.text(figure)));
    }
    text.append("written to ").append(file).append('\n');
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }
}
