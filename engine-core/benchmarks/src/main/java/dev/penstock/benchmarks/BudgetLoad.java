package dev.penstock.benchmarks;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.store.sqlite.SqliteSettings;
import dev.penstock.store.sqlite.SqliteStoreFactory;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Many threads spend one budget at random, with failures and callers that give up. */
final class BudgetLoad {
  private static final int THREADS = 256;
  private static final Usd LIMIT = Usd.of("10.00");
  private static final List<String> BUDGETS = List.of("all", "tenant", "model");

  private final FakeClock clock = new FakeClock();
  private final BudgetStore store;
  private final AtomicLong bill = new AtomicLong();
  private final AtomicLong worst = new AtomicLong();

  private BudgetLoad(BudgetStore store) {
    this.store = store;
  }

  /**
   * What was seen, in nano-dollars.
   *
   * @param worst the most that was posted and held at any sample
   * @param limit what it must not be above
   * @param posted what was posted in the end
   * @param held what was held in the end
   * @param bill what the provider has billed
   */
  record Figures(long worst, long limit, long posted, long held, long bill) {}

  /** Makes so many calls on a file in a folder, each under three budgets. */
  static Figures measure(Path folder, int calls) throws InterruptedException, ExecutionException {
    try (Store store =
        new SqliteStoreFactory()
            .create(
                SqliteSettings.at(Path.of("budgets.db")),
                TestPluginContext.named("sqlite").clock(new FakeClock()).folder(folder))) {
      return new BudgetLoad(store.budgets()).run(calls);
    }
  }

  private Figures run(int calls) throws InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    Thread observer = Thread.ofPlatform().start(() -> observe(over));
    List<Future<?>> threads = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        threads.add(
            pool.submit(
                () -> {
                  Random random = new Random(number);
                  for (int i = number; i < calls; i += THREADS) {
                    call("q" + i + "/1", random);
                  }
                  return null;
                }));
      }
    }
    over.set(true);
    observer.join();
    for (Future<?> thread : threads) {
      thread.get();
    }
    Balance end = store.balance(account("all"));
    return new Figures(
        worst.get(),
        LIMIT.nanos(),
        end.posted().cost().nanos(),
        end.held().cost().nanos(),
        bill.get());
  }

  private void observe(AtomicBoolean over) {
    while (!over.get()) {
      for (String budget : BUDGETS) {
        Balance seen = store.balance(account(budget));
        worst.accumulateAndGet(seen.posted().plus(seen.held()).cost().nanos(), Math::max);
      }
      Thread.onSpinWait();
    }
  }

  private void call(String id, Random random) throws InterruptedException {
    long most = 1 + random.nextLong(4_000_000);
    long cost = random.nextLong(most + 1);
    Amount held = Amount.ofCall(Usd.ofNanos(most), 100);
    List<Claim> claims =
        BUDGETS.stream().map(name -> new Claim(account(name), Limit.of(LIMIT))).toList();
    HoldRequest request =
        new HoldRequest(
            id, claims, held, Duration.ofMinutes(5), row(id, LedgerRow.Kind.LOST, most));
    if (!(store.hold(request) instanceof HoldResult.Held)) {
      return;
    }
    int fate = random.nextInt(100);
    if (fate < 5) {
      store.release(id, row(id, LedgerRow.Kind.FAILED, 0));
      return;
    }
    // a caller that gives up is billed for what came until then
    long billed = fate < 15 ? cost / 2 : cost;
    bill.addAndGet(billed);
    LedgerRow.Kind kind = fate < 15 ? LedgerRow.Kind.CANCELLED : LedgerRow.Kind.ANSWERED;
    store.post(id, Amount.ofCall(Usd.ofNanos(billed), 50), row(id, kind, billed));
  }

  private LedgerRow row(String id, LedgerRow.Kind kind, long cost) {
    return new LedgerRow(
        id,
        kind,
        clock.instant(),
        clock.instant(),
        clock.instant(),
        new LedgerRow.Party("shop", null, Set.of()),
        new LedgerRow.Taken("all", "simple", null, "p", "m", "m", true, false),
        null,
        Usage.NONE,
        Usd.ofNanos(cost),
        "p#0",
        Usd.ZERO,
        Usd.ZERO);
  }

  private static AccountId account(String budget) {
    return new AccountId(budget, BudgetScope.ALL, BudgetPeriod.TOTAL, "all", null, null);
  }
}
