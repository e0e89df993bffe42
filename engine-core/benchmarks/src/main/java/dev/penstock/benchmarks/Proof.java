package dev.penstock.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Says line by line what was shown, and remembers whether anything fell short. */
final class Proof {
  private final PrintStream out;
  private boolean allWell = true;

  Proof(PrintStream out) {
    this.out = out;
  }

  /** Says under what conditions the figures hold. */
  void conditions() {
    out.println(
        String.join(
            ", ",
            "conditions: Java " + Runtime.version(),
            Runtime.getRuntime().availableProcessors() + " processors",
            System.getProperty("os.name") + " " + System.getProperty("os.arch")));
  }

  /** A figure for comparison, without a limit. */
  void beside(String what, double figure, String unit) {
    out.println(String.format(Locale.ROOT, "beside: %s %s %s", what, text(figure), unit));
  }

  /** A figure that must not be above its limit. */
  void atMost(String what, double figure, double limit, String unit) {
    String limits = String.format(Locale.ROOT, "at most %s %s", text(limit), unit).strip();
    shown(what, (text(figure) + " " + unit).strip(), limits, figure <= limit);
  }

  /** What was found, and what it must be. */
  void shown(String what, String figure, String limit, boolean well) {
    out.println("proof: " + what + " " + figure + " (" + limit + ") " + (well ? "ok" : "short"));
    allWell &= well;
  }

  /** What cannot be shown here. */
  void leftOut(String what, String why) {
    out.println("proof: " + what + " left out: " + why);
  }

  /** 0 if nothing was short. */
  int exitCode() {
    return allWell ? 0 : 1;
  }

  private static String text(double figure) {
    return figure == Math.rint(figure)
        ? Long.toString((long) figure)
        : String.format(Locale.ROOT, figure < 10 ? "%.2f" : "%.1f", figure);
  }
}
