package dev.penstock.store.sqlite;

import static dev.penstock.testkit.store.StoreRows.call;
import static dev.penstock.testkit.store.StoreRows.claim;
import static dev.penstock.testkit.store.StoreRows.hold;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that is killed: sixteen threads hold, bill and post without end. It writes a line
 * before each bill, and one for each row that is acknowledged.
 */
final class CrashWriter {
  private static final int THREADS = 16;
  private static final Amount MOST = Amount.ofCall(Usd.ofNanos(1_000), 10);

  private CrashWriter() {}

  /** Takes the folder, and a word for the ids of this life. */
  public static void main(String[] args) throws InterruptedException {
    FakeClock clock = new FakeClock(Instant.parse("2026-11-20T12:00:00Z"));
    Store store =
        new SqliteStoreFactory()
            .create(
                SqliteSettings.at(Path.of("ledger.db")),
                TestPluginContext.named("sqlite").clock(clock).folder(Path.of(args[0])));
    print("open");
    AtomicLong count = new AtomicLong();
    for (int thread = 0; thread < THREADS; thread++) {
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  while (true) {
                    one(store, clock.instant(), args[1] + "-" + count.incrementAndGet() + "/1");
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    Thread.currentThread().join();
  }

  private static void one(Store store, Instant now, String id) throws InterruptedException {
    var all = claim("all", Limit.of(Usd.of("1000")));
    if (!(store.budgets().hold(hold(id, now, MOST, all)) instanceof HoldResult.Held)) {
      throw new IllegalStateException("no hold");
    }
    long cost = Math.floorMod(id.hashCode(), 1_000);
    print("bill " + id + " " + cost);
    Amount spent = Amount.ofCall(Usd.ofNanos(cost), 5);
    store.budgets().post(id, spent, call(id, Kind.ANSWERED, now, spent.cost())).receipt().await();
    print("kept " + id + " " + cost);
  }

  /** One write, so that a line is whole or not there. */
  private static void print(String line) {
    System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
    System.out.flush();
  }
}
