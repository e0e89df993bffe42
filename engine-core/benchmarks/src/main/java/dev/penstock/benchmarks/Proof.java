package dev.penstock.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Says line by line what was shown, and remembers whether anything fell short. */
public final class Proof {
  private final PrintStream out;
  private boolean allWell = true;

  /** Says it there. */
  public Proof(PrintStream out) {
    this.out = out;
  }

  /** Says under what conditions the figures hold. */
  public void conditions() {
    out.println(
        String.join(
            ", ",
            "conditions: Java " + Runtime.version(),
            Runtime.getRuntime().availableProcessors() + " processors",
            System.getProperty("os.name") + " " + System.getProperty("os.arch")));
  }

  /** A figure for comparison, without a limit. */
  public void beside(String what, double figure, String unit) {
    out.println(("beside: " + what + " " + text(figure) + " " + unit).strip());
  }

  /** A figure that must not be above its limit. */
  public void atMost(String what, double figure, double limit, String unit) {
    String limits = String.format(Locale.ROOT, "at most %s %s", text(limit), unit).strip();
    shown(what, (text(figure) + " " + unit).strip(), limits, figure <= limit);
  }

  /** What was found, and what it must be. */
  public void shown(String what, String figure, String limit, boolean well) {
    out.println("proof: " + what + " " + figure + " (" + limit + ") " + (well ? "ok" : "short"));
    allWell &= well;
  }

  /** What cannot be shown here. */
  public void leftOut(String what, String why) {
    out.println("proof: " + what + " left out: " + why);
  }

  /** 0 if nothing was short. */
  public int exitCode() {
    return allWell ? 0 : 1;
  }

  private static String text(double figure) {
    return figure == Math.rint(figure)
        ? Long.toString((long) figure)
        : String.format(Locale.ROOT, figure < 10 ? "%.2f" : "%.1f", figure);
  }
}
