package dev.penstock.samples.supportdesk;

import dev.penstock.api.money.Usd;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a run is: a bar on a terminal, a line every tenth elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private final int all;
  private int done;
  private int hits;
  private Usd spent = Usd.ZERO;
  private int shownTenth;

  ProgressBar(PrintStream out, boolean terminal, int all) {
    this.out = out;
    this.terminal = terminal;
    this.all = all;
  }

  void add(Row row) {
    done++;
    spent = spent.plus(row.cost());
    if (row.cache().startsWith("hit")) {
      hits++;
    }
    int tenth = 10 * done / all;
    if (terminal) {
      out.print("\r" + bar() + figures() + (done == all ? System.lineSeparator() : ""));
      out.flush();
    } else if (tenth > shownTenth) {
      out.println(figures());
    }
    shownTenth = tenth;
  }

  private String bar() {
    int full = WIDTH * done / all;
    return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] ";
  }

  private String figures() {
    return String.format(
        Locale.ROOT,
        "%3d %%  %d of %d questions, %d from the cache, %s USD",
        100L * done / all,
        done,
        all,
        hits,
        spent.toDecimal().setScale(6, java.math.RoundingMode.HALF_UP));
  }
}
