package dev.penstock.benchmarks;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.store.sqlite.SqliteSettings;
import dev.penstock.store.sqlite.SqliteStoreFactory;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.store.StoreRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that is killed: threads hold, bill and post without end. It writes a line before each
 * bill, and one for each row that is acknowledged.
 */
final class KillWriter {
  static final Path FILE = Path.of("ledger.db");
  static final String BUDGET = "all";

  private static final int THREADS = 32;
  private static final int MOST = 1_000;
  private static final Amount HELD = Amount.ofCall(Usd.ofNanos(MOST), 10);

  private KillWriter() {}

  /** Takes the folder, and a word for the ids of this life. */
  public static void main(String[] arguments) throws InterruptedException {
    long start = System.nanoTime();
    Store store = open(Path.of(arguments[0]));
    one(store, arguments[1] + "-0/1");
    say("open " + (System.nanoTime() - start));
    AtomicLong count = new AtomicLong();
    for (int thread = 0; thread < THREADS; thread++) {
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  while (true) {
                    one(store, arguments[1] + "-" + count.incrementAndGet() + "/1");
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    Thread.currentThread().join();
  }

  static Store open(Path folder) {
    return new SqliteStoreFactory()
        .create(SqliteSettings.at(FILE), TestPluginContext.named("sqlite").folder(folder));
  }

  private static void one(Store store, String id) throws InterruptedException {
    var now = InstantSource.system().instant();
    var claim = StoreRows.claim(BUDGET, Limit.of(Usd.of("1000")));
    if (!(store.budgets().hold(StoreRows.hold(id, now, HELD, claim)) instanceof HoldResult.Held)) {
      throw new IllegalStateException("no hold");
    }
    Usd cost = Usd.ofNanos(Math.floorMod(id.hashCode(), MOST));
    say("bill " + id + " " + cost.nanos());
    LedgerRow row = StoreRows.call(id, LedgerRow.Kind.ANSWERED, now, cost);
    store.budgets().post(id, Amount.ofCall(cost, 5), row).receipt().await();
    say("kept " + id + " " + cost.nanos());
  }

  /** One write, so that a line is whole or not there. */
  private static synchronized void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
