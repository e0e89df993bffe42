package dev.penstock.benchmarks;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.store.StoreRows;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/** What a call with three budgets waits for the ledger's file, on its own thread. */
final class PostCost {
  private static final int AT_ONCE = 64;
  private static final int WARM_UP = 20_000;
  private static final Amount HELD = Amount.ofCall(Usd.of("0.01"), 100);
  private static final Amount SPENT = Amount.ofCall(Usd.of("0.001"), 50);
  private static final Claim[] CLAIMS = {
    StoreRows.claim("all", Limit.of(Usd.of("1000000"))),
    StoreRows.claim("tenant", Limit.of(Usd.of("1000000"))),
    StoreRows.claim("team", Limit.of(Usd.of("1000000")))
  };

  private PostCost() {}

  /**
   * Medians in nanoseconds.
   *
   * @param post handing in what a call has spent, with its row
   * @param hold a hold until it is on the disk, with that many others at once
   */
  record Figures(long post, long hold) {}

  /** Measures so many calls. */
  static Figures measure(Path folder, int calls) {
    long[] posts = new long[calls];
    long[] holds = new long[calls];
    try (Store store = KillWriter.open(folder)) {
      Crowd.of(
          WARM_UP + calls,
          AT_ONCE,
          i -> {
            String id = "q" + i + "/1";
            Instant now = InstantSource.system().instant();
            HoldRequest request = StoreRows.hold(id, now, HELD, CLAIMS);
            LedgerRow row = StoreRows.call(id, LedgerRow.Kind.ANSWERED, now, SPENT.cost());
            long start = System.nanoTime();
            try {
              var unused = store.budgets().hold(request);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            long held = System.nanoTime();
            var unused = store.budgets().post(id, SPENT, row);
            long posted = System.nanoTime();
            if (i >= WARM_UP) {
              holds[i - WARM_UP] = held - start;
              posts[i - WARM_UP] = posted - held;
            }
          });
    }
    Arrays.sort(posts);
    Arrays.sort(holds);
    return new Figures(posts[calls / 2], holds[calls / 2]);
  }
}
