package dev.penstock.core.evaluate;

import java.util.List;
import java.util.Locale;

/** Writes results as a table for a terminal. */
public final class EvaluationText {
  private EvaluationText() {}

  /** One line per method, and under it what the columns mean. */
  public static String of(List<MethodResult> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-16s %8s %8s %8s  %-17s %9s %12s%n"
            .formatted("method", "promise", "hits", "false", "95 % interval", "must-miss", "over"));
    for (MethodResult result : results) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %8s %7.2f%% %7.2f%%  %6.2f%% - %6.2f%% %9d %12s%n",
              result.method(),
              result.promise() > 0 ? percent(result.promise()) : "-",
              100 * result.hitRate(),
              100 * result.falseShare(),
              100 * result.falseLow(),
              100 * result.falseHigh(),
              result.mustMiss(),
              result.promise() > 0 ? result.over() + " of " + result.halves() : "-"));
    }
    text.append("hits: of all questions asked. false: of the hits. must-miss: hits on questions\n");
    text.append("without a right answer in the cache. over: test halves above the promise.\n");
    return text.toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
