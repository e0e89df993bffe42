package dev.penstock.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A ledger of a million rows in a file, and what a row costs a request. */
final class LedgerProof {
  private static final int ROWS = 1_000_000;
  private static final int LINES = 12;
  private static final int CALLS = 20_000;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);
  private static final double MEGABYTE = 1e6;

  private LedgerProof() {}

  static void show(Proof proof) throws IOException, InterruptedException {
    try (Folder folder = Folder.make()) {
      LedgerFile.Figures ledger = LedgerFile.measure(folder.path(), ROWS);
      proof.shown(
          "rows in the report of a month by provider and tier",
          ledger.rows() + " in " + ledger.lines() + " lines",
          ROWS / 2 + " in " + LINES + " lines",
          ledger.rows() == ROWS / 2 && ledger.lines() == LINES);
      proof.atMost("that report, of 1,000,000 rows", ledger.reportNanos() / SECOND, 2, "s");
      proof.atMost("file of 1,000,000 rows", ledger.bytes() / MEGABYTE, 300, "MB");
      proof.atMost("opening it", ledger.openNanos() / SECOND, 2, "s");
      proof.atMost("append of a row p50", ledger.appendNanos() / MICROSECOND, 20, "us");
    }
    try (Folder folder = Folder.make()) {
      PostCost.Figures post = PostCost.measure(folder.path(), CALLS);
      proof.atMost("post of a call with its row p50", post.post() / MICROSECOND, 20, "us");
      proof.beside(
          "hold until it is on the disk, 64 at once, p50", post.hold() / MICROSECOND, "us");
    }
  }
}
