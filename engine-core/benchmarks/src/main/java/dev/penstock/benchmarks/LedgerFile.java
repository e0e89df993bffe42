package dev.penstock.benchmarks;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Receipt;
import dev.penstock.spi.store.Store;
import dev.penstock.store.sqlite.SqliteSettings;
import dev.penstock.store.sqlite.SqliteStoreFactory;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A ledger of many rows in a file: what appending costs, how large it is, how fast it reports. */
final class LedgerFile {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
  private static final int QUEUE = 50_000;

  private LedgerFile() {}

  /**
   * What was measured.
   *
   * @param appendNanos the median of one append on the thread of a request
   * @param bytes the size of the file
   * @param reportNanos how long a month by provider and tier took
   * @param lines how many lines it has
   * @param rows how many rows they count
   * @param openNanos how long opening took
   */
  record Figures(
      long appendNanos, long bytes, long reportNanos, int lines, long rows, long openNanos) {}

  /** Writes so many rows over 60 days, opens the file anew and reports its first 30 days. */
  static Figures measure(Path folder, int rows) throws InterruptedException, IOException {
    long[] nanos = new long[rows];
    try (Store store = open(folder)) {
      Receipt last = Receipt.KEPT;
      for (int i = 0; i < rows; i++) {
        LedgerRow row = row(i, rows);
        long start = System.nanoTime();
        last = store.ledger().append(row);
        nanos[i] = System.nanoTime() - start;
        if (i % QUEUE == QUEUE - 1) {
          last.await();
        }
      }
      last.await();
    }
    Arrays.sort(nanos);
    long opening = System.nanoTime();
    try (Store store = open(folder)) {
      long start = System.nanoTime();
      List<LedgerSum> month =
          store
              .ledger()
              .sums(
                  new LedgerQuery(
                      START,
                      START.plus(Duration.ofDays(30)),
                      List.of(Dimension.PROVIDER, Dimension.TIER)));
      long end = System.nanoTime();
      return new Figures(
          nanos[rows / 2],
          Files.size(folder.resolve("ledger.db")),
          end - start,
          month.size(),
          month.stream().mapToLong(LedgerSum::answered).sum(),
          start - opening);
    }
  }

  private static Store open(Path folder) {
    return new SqliteStoreFactory()
        .create(
            SqliteSettings.at(Path.of("ledger.db")),
            TestPluginContext.named("sqlite").clock(new FakeClock(START)).folder(folder));
  }

  private static LedgerRow row(int i, int rows) {
    Instant at = START.plus(Duration.ofDays(60).multipliedBy(i).dividedBy(rows));
    String model = "model-" + i % 7;
    return new LedgerRow(
        "r-" + Long.toHexString(i * 0x9E3779B97F4A7C15L) + "0123456789abcdef/1",
        LedgerRow.Kind.ANSWERED,
        at,
        at.plusMillis(1),
        at.plusMillis(900),
        new LedgerRow.Party("tenant-" + i % 50, "user-" + i % 1_000, Set.of("team=" + i % 9)),
        new LedgerRow.Taken(
            "everything", "tier-" + i % 3, null, "provider-" + i % 4, model, model, false, false),
        null,
        null,
        Usage.of(1_000 + i % 500, 300 + i % 77),
        Usd.ofNanos(400_000 + i % 1_000),
        "0123456789ab:" + model + "#0",
        Usd.ofNanos(2_000_000),
        Usd.ZERO);
  }
}
