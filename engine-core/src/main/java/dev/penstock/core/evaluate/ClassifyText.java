package dev.penstock.core.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report of routing for a terminal. */
final class ClassifyText {
  private final StringBuilder out = new StringBuilder();

  private ClassifyText() {}

  static String of(ClassifyReport report) {
    ClassifyText text = new ClassifyText();
    text.line(report.questions() + " questions; behind each figure its 95 % interval");
    for (Figure figure : report.figures()) {
      text.line(figure.name(), text(figure));
    }
    text.line("decided by: " + counts(report.decidedBy()));
    if (!report.passedOver().isEmpty()) {
      text.line("passed over: " + counts(report.passedOver()));
    }
    text.confusion(report);
    text.routers(report.routers());
    return text.out.toString();
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private void line(String name, String text) {
    line(String.format(Locale.ROOT, "  %-22s %s", name, text));
  }

  private static String counts(Map<String, Long> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  /** A figure with its interval. */
  static String text(Figure figure) {
    return "%s (%s - %s)"
        .formatted(
            text(figure, figure.value()),
            text(figure, figure.interval().low()),
            text(figure, figure.interval().high()));
  }

  private static String text(Figure figure, double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return switch (figure.unit()) {
      case SHARE -> String.format(Locale.ROOT, "%.1f%%", 100 * value);
      case NUMBER -> String.format(Locale.ROOT, "%.3f", value);
      case USD -> String.format(Locale.ROOT, "%.4f USD", value);
    };
  }

  private void confusion(ClassifyReport report) {
    if (report.confusion().isEmpty()) {
      return;
    }
    StringBuilder head = new StringBuilder();
    report.tiers().forEach(tier -> head.append(String.format(Locale.ROOT, "%12s ", tier)));
    line("due \\ given", head.toString());
    for (int i = 0; i < report.tiers().size(); i++) {
      StringBuilder row = new StringBuilder();
      report.confusion().get(i).forEach(n -> row.append(String.format(Locale.ROOT, "%12d ", n)));
      line(report.tiers().get(i), row.toString());
    }
  }

  private void routers(List<ClassifyReport.Router> routers) {
    for (ClassifyReport.Router router : routers) {
      line(router.name() + ":");
      for (Figure figure : router.figures()) {
        line(figure.name(), text(figure));
      }
    }
  }
}
