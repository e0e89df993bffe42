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
    text.line("%d questions; behind each figure its 95 %% interval", report.questions());
    for (Figure figure : report.figures()) {
      text.line("  %-22s %s", figure.name(), text(figure));
    }
    text.line("decided by: %s", counts(report.decidedBy()));
    if (!report.passedOver().isEmpty()) {
      text.line("passed over: %s", counts(report.passedOver()));
    }
    text.confusion(report);
    text.routers(report.routers());
    return text.out.toString();
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
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
    report.tiers().forEach(tier -> head.append(String.format(Locale.ROOT, " %12s", tier)));
    line("  %-22s%s", "due \\ given", head);
    for (int i = 0; i < report.tiers().size(); i++) {
      StringBuilder row = new StringBuilder();
      report.confusion().get(i).forEach(n -> row.append(String.format(Locale.ROOT, " %12d", n)));
      line("  %-22s%s", report.tiers().get(i), row);
    }
  }

  private void routers(List<ClassifyReport.Router> routers) {
    for (ClassifyReport.Router router : routers) {
      line("%s:", router.name());
      for (Figure figure : router.figures()) {
        line("  %-22s %s", figure.name(), text(figure));
      }
    }
  }
}
