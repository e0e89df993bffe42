package dev.penstock.testkit.store;

import static dev.penstock.testkit.store.StoreRows.account;
import static dev.penstock.testkit.store.StoreRows.call;
import static dev.penstock.testkit.store.StoreRows.claim;
import static dev.penstock.testkit.store.StoreRows.hold;
import static dev.penstock.testkit.store.StoreRows.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Resolution;
import dev.penstock.spi.store.Resolution.End;
import dev.penstock.spi.store.Store;
import dev.penstock.spi.store.Unit;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store of ledger and budgets keeps to. Extend it and say how to open an empty one.
 *
 * <pre>{@code
 * final class MyStoreTest extends StoreContract {
 *   @Override
 *   protected Store open(FakeClock clock) {
 *     return new MyStoreFactory()
 *         .create(MySettings.DEFAULTS, TestPluginContext.named("my").clock(clock));
 *   }
 * }
 * }</pre>
 */
public abstract class StoreContract {
  private static final Amount TEN = Amount.ofCall(Usd.ofNanos(10), 5);
  private static final Amount THREE = Amount.ofCall(Usd.ofNanos(3), 2);
  private static final Claim HUNDRED = claim("hundred", Limit.of(Usd.ofNanos(100)));
  private static final Claim FIFTEEN = claim("fifteen", Limit.of(Usd.ofNanos(15)));

  private final FakeClock clock = new FakeClock(Instant.parse("2026-11-20T12:00:00Z"));

  @SuppressWarnings("NullAway.Init")
  private Store store;

  /** For subclasses. */
  protected StoreContract() {}

  /** Opens an empty store that takes time of day and ticker from the clock. */
  protected abstract Store open(FakeClock clock);

  @BeforeEach
  final void openStore() {
    store = open(clock);
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  final void holdsInAllAccountsOrInNone() throws Exception {
    assertThat(take("a/1", TEN, HUNDRED, FIFTEEN)).isEqualTo(HoldResult.Held.NEW);
    assertThat(take("b/1", TEN, HUNDRED, FIFTEEN))
        .isEqualTo(new HoldResult.Lacking(account("fifteen"), Unit.USD, 5));
    assertThat(balance("hundred").held()).isEqualTo(TEN);
    assertThat(balance("fifteen").held()).isEqualTo(TEN);
  }

  @Test
  final void limitsTokensAndRequestsAsMoney() throws Exception {
    Claim tokens = claim("tokens", new Limit(null, 8L, null));
    Claim requests = claim("requests", new Limit(null, null, 1L));
    assertThat(take("a/1", TEN, tokens)).isEqualTo(HoldResult.Held.NEW);
    assertThat(take("b/1", TEN, tokens))
        .isEqualTo(new HoldResult.Lacking(account("tokens"), Unit.TOKENS, 3));
    assertThat(take("c/1", TEN, requests)).isEqualTo(HoldResult.Held.NEW);
    assertThat(store.budgets().shortage(List.of(requests), TEN))
        .isEqualTo(new HoldResult.Lacking(account("requests"), Unit.REQUESTS, 0));
  }

  @Test
  final void postsWhatWasSpentAndReleasesTheRest() throws Exception {
    take("a/1", TEN, HUNDRED);
    Resolution resolution = post("a/1", THREE);
    assertThat(resolution.end()).isEqualTo(End.POSTED);
    assertThat(resolution.first()).isTrue();
    resolution.receipt().await();
    assertThat(balance("hundred"))
        .isEqualTo(new Balance(account("hundred"), THREE, Amount.NOTHING));
    assertThat(rows()).extracting(LedgerRow::id).containsExactly("a/1");
  }

  @Test
  final void givesTheFirstEndOfAHoldToWhoeverComesLater() throws Exception {
    take("a/1", TEN, HUNDRED);
    post("a/1", THREE);
    assertThat(post("a/1", TEN).first()).isFalse();
    Resolution late = store.budgets().release("a/1", null);
    assertThat(late.end()).isEqualTo(End.POSTED);
    assertThat(late.posted()).isEqualTo(THREE);
    assertThat(take("a/1", TEN, HUNDRED)).isEqualTo(new HoldResult.Over(End.POSTED));
    assertThat(balance("hundred").posted()).isEqualTo(THREE);
    assertThat(rows()).hasSize(1);
  }

  @Test
  final void voidsAHoldWithOrWithoutARow() throws Exception {
    take("a/1", TEN, HUNDRED);
    take("b/1", TEN, HUNDRED);
    LedgerRow failed = call("a/1", Kind.FAILED, clock.instant(), Usd.ZERO);
    assertThat(store.budgets().release("a/1", failed).end()).isEqualTo(End.VOIDED);
    store.budgets().release("b/1", null);
    assertThat(balance("hundred").posted()).isEqualTo(Amount.NOTHING);
    assertThat(balance("hundred").held()).isEqualTo(Amount.NOTHING);
    assertThat(rows()).containsExactly(failed);
  }

  @Test
  final void takesAHoldOfOneIdOnce() throws Exception {
    assertThat(take("a/1", TEN, HUNDRED)).isEqualTo(HoldResult.Held.NEW);
    assertThat(take("a/1", TEN, HUNDRED)).isEqualTo(HoldResult.Held.BEFORE);
    assertThat(balance("hundred").held()).isEqualTo(TEN);
  }

  @Test
  final void changesNothingForAHoldItDoesNotKnow() {
    assertThat(post("nobody/1", THREE).end()).isEqualTo(End.UNKNOWN);
    assertThat(store.budgets().renew("nobody/1", Duration.ofHours(1))).isFalse();
    assertThat(rows()).isEmpty();
  }

  @Test
  final void postsAllThatIsHeldWhenTheTimeIsUp() throws Exception {
    take("a/1", TEN, HUNDRED);
    clock.advance(Duration.ofSeconds(59));
    assertThat(store.budgets().expire()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(store.budgets().expire()).extracting(LedgerRow::id).containsExactly("a/1");
    assertThat(store.budgets().expire()).isEmpty();
    assertThat(post("a/1", THREE).end()).isEqualTo(End.EXPIRED);
    assertThat(balance("hundred").posted()).isEqualTo(TEN);
    assertThat(rows()).extracting(LedgerRow::kind).containsExactly(Kind.LOST);
  }

  @Test
  final void letsARenewedHoldLiveOn() throws Exception {
    take("a/1", TEN, HUNDRED);
    clock.advance(Duration.ofSeconds(50));
    assertThat(store.budgets().renew("a/1", Duration.ofMinutes(1))).isTrue();
    clock.advance(Duration.ofSeconds(50));
    assertThat(store.budgets().expire()).isEmpty();
    assertThat(post("a/1", THREE).end()).isEqualTo(End.POSTED);
  }

  @Test
  final void keepsRowsAsTheyWereAppended() throws Exception {
    LedgerRow recalled = request("r1", Kind.RECALLED, clock.instant(), Usd.ofNanos(7));
    store.ledger().append(recalled).await();
    take("a/1", TEN, HUNDRED);
    clock.advance(Duration.ofHours(3));
    LedgerRow answered = call("a/1", Kind.ANSWERED, clock.instant(), Usd.ofNanos(3));
    store.budgets().post("a/1", THREE, answered);
    assertThat(rows()).containsExactly(recalled, answered);
    List<LedgerRow> later = new ArrayList<>();
    store.ledger().rows(clock.instant(), null, later::add);
    assertThat(later).containsExactly(answered);
    store.ledger().rows(null, clock.instant(), later::add);
    assertThat(later).containsExactly(answered, recalled);
  }

  @Test
  final void sumsByEveryDimension() throws Exception {
    take("a/1", TEN, HUNDRED);
    post("a/1", THREE);
    take("b/1", TEN, HUNDRED);
    LedgerRow wasted = call("b/1", Kind.WASTED, clock.instant(), Usd.ofNanos(2));
    store.budgets().post("b/1", Amount.ofCall(Usd.ofNanos(2), 1), wasted);
    Instant now = clock.instant();
    take("c/shadow/1", TEN, HUNDRED);
    LedgerRow shadow = call("c/shadow/1", Kind.SHADOW, now, Usd.ofNanos(4));
    store.budgets().post("c/shadow/1", Amount.ofCall(Usd.ofNanos(4), 1), shadow);
    store.ledger().append(call("d/judge/1", Kind.JUDGE, now, Usd.ofNanos(1)));
    store.ledger().append(request("r1", Kind.RECALLED, now, Usd.ofNanos(7)));
    store.ledger().append(request("r2", Kind.REFUSED, now, Usd.ZERO));
    store.ledger().append(request("r3", Kind.UNANSWERED, now, Usd.ZERO));
    store.ledger().append(request("r4", Kind.HANDED_OVER, now, Usd.ZERO));
    store.ledger().append(request("a/person", Kind.ESCALATED, now, Usd.ZERO));
    LedgerSum all = sums().getFirst();
    assertThat(all.answered()).isEqualTo(1);
    assertThat(all.attempts()).isEqualTo(4);
    assertThat(all.recalled()).isEqualTo(1);
    assertThat(all.refused()).isEqualTo(1);
    assertThat(all.unanswered()).isEqualTo(1);
    assertThat(all.handedOver()).isEqualTo(1);
    assertThat(all.escalated()).isEqualTo(1);
    assertThat(all.cost()).isEqualTo(Usd.ofNanos(10));
    assertThat(all.wastedCost()).isEqualTo(Usd.ofNanos(2));
    assertThat(all.cacheCost()).isEqualTo(Usd.ofNanos(5));
    assertThat(all.baselineCost()).isEqualTo(Usd.ofNanos(6));
    assertThat(all.savedCost()).isEqualTo(Usd.ofNanos(7));
    assertThat(all.usage().output()).isEqualTo(200);
    assertThat(all.usage().estimated()).isFalse();
    assertThat(sums(Dimension.values()))
        .extracting(LedgerSum::keys)
        .containsExactlyInAnyOrder(
            List.of("p1", "m1", "simple", "shop", "all", "team=a", "2026-11-20"),
            List.of("", "", "", "shop", "", "", "2026-11-20"));
  }

  @Test
  final void neverHoldsMoreThanTheLimitUnderConcurrentCalls() throws Exception {
    Claim tight = claim("tight", Limit.of(Usd.ofNanos(2_000)));
    AtomicLong most = new AtomicLong();
    AtomicLong spent = new AtomicLong();
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 64; thread++) {
        int number = thread;
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    String id = number + "-" + i + "/1";
                    Amount amount = Amount.ofCall(Usd.ofNanos(10 + (number + i) % 50), 1);
                    if (take(id, amount, tight, HUNDRED) instanceof HoldResult.Held) {
                      Balance seen = balance("tight");
                      most.accumulateAndGet(
                          seen.posted().plus(seen.held()).cost().nanos(), Math::max);
                      post(id, Amount.ofCall(Usd.ofNanos(1), 1));
                      spent.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
    }
    for (Future<?> future : done) {
      future.get();
    }
    assertThat(most.get()).isPositive().isLessThanOrEqualTo(2_000);
    assertThat(balance("hundred").posted().cost().nanos()).isEqualTo(spent.get()).isPositive();
    assertThat(balance("hundred").held()).isEqualTo(Amount.NOTHING);
    assertThat(sums().getFirst().cost().nanos()).isEqualTo(spent.get());
  }

  private HoldResult take(String id, Amount amount, Claim... claims) throws InterruptedException {
    return store.budgets().hold(hold(id, clock.instant(), amount, claims));
  }

  private Resolution post(String id, Amount spent) {
    LedgerRow row = call(id, Kind.ANSWERED, clock.instant(), spent.cost());
    return store.budgets().post(id, spent, row);
  }

  private Balance balance(String budget) {
    return store.budgets().balance(account(budget));
  }

  private List<LedgerRow> rows() {
    List<LedgerRow> rows = new ArrayList<>();
    store.ledger().rows(null, null, rows::add);
    return rows;
  }

  private List<LedgerSum> sums(Dimension... by) {
    return store.ledger().sums(new LedgerQuery(null, null, List.of(by)));
  }
}
