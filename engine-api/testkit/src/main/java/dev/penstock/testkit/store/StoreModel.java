package dev.penstock.testkit.store;

import static dev.penstock.testkit.store.StoreRows.account;
import static dev.penstock.testkit.store.StoreRows.call;
import static dev.penstock.testkit.store.StoreRows.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A plain reference for stores. It runs any sequence of steps on a store and on itself, and
 * compares them after each: nothing above its limit, a hold ends once, what is posted never falls,
 * and the ledger's rows add up to the accounts.
 */
public final class StoreModel {
  private static final long BOTH = 10_000;
  private static final long EVEN = 6_000;
  private static final Duration TTL = Duration.ofMinutes(1);

  private final FakeClock clock;
  private final @Nullable UnaryOperator<Store> reopen;
  private Store store;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final List<String> ended = new ArrayList<>();
  private long postedBoth;
  private long postedEven;
  private long rows;
  private int holds;

  /** What a step does. */
  public enum Act {
    /** Takes a new hold of that amount. */
    HOLD,
    /** Posts up to that amount for an open hold. */
    POST,
    /** Voids an open hold. */
    RELEASE,
    /** Posts once more for a hold that has ended. */
    REPEAT,
    /** Renews an open hold. */
    RENEW,
    /** Lets half the life of a hold pass and expires what is due. */
    TICK,
    /** Closes the store with its open holds and opens it again, as after a crash. */
    REOPEN
  }

  /**
   * A step.
   *
   * @param act what it does
   * @param which which of the holds, by place, any number
   * @param amount nano-dollars, at least 0
   */
  public record Step(Act act, int which, int amount) {}

  private record Open(long amount, boolean even, long until) {}

  /**
   * A model over an empty store.
   *
   * @param reopen closes a store and opens what it kept; null for a store that keeps nothing
   */
  public StoreModel(Store store, FakeClock clock, @Nullable UnaryOperator<Store> reopen) {
    this.store = store;
    this.clock = clock;
    this.reopen = reopen;
  }

  /** Takes the steps one by one and compares after each; returns the store as it is then. */
  public Store run(List<Step> steps) {
    for (Step step : steps) {
      take(step);
      compare(step);
    }
    LedgerSum sum = sum();
    assertThat(sum.attempts()).isEqualTo(rows);
    assertThat(sum.cost().nanos()).as("rows add up to the account").isEqualTo(postedBoth);
    return store;
  }

  private void take(Step step) {
    switch (step.act()) {
      case HOLD -> hold(step.amount());
      case POST -> pick(step).ifPresent(id -> post(id, step.amount()));
      case RELEASE -> pick(step).ifPresent(this::release);
      case REPEAT -> repeat(step);
      case RENEW -> pick(step).ifPresent(this::renew);
      case TICK -> tick();
      case REOPEN -> reopen();
    }
  }

  private Optional<String> pick(Step step) {
    return open.keySet().stream()
        .skip(open.isEmpty() ? 0 : Math.floorMod(step.which(), open.size()))
        .findFirst();
  }

  private void hold(long amount) {
    String id = "q" + ++holds + "/1";
    boolean even = holds % 2 == 0;
    boolean fits =
        postedBoth + held(false) + amount <= BOTH
            && (!even || postedEven + held(true) + amount <= EVEN);
    HoldResult result;
    try {
      Claim both = claim("both", Limit.of(Usd.ofNanos(BOTH)));
      Claim other = claim("even", Limit.of(Usd.ofNanos(EVEN)));
      Claim[] claims = even ? new Claim[] {both, other} : new Claim[] {both};
      result = store.budgets().hold(StoreRows.hold(id, clock.instant(), of(amount), claims));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(result instanceof HoldResult.Held).as("hold of %s", amount).isEqualTo(fits);
    if (fits) {
      open.put(id, new Open(amount, even, clock.passed().plus(TTL).toNanos()));
    }
  }

  private void post(String id, long most) {
    Open hold = remove(id);
    long spent = Math.min(most, hold.amount());
    posted(hold, spent);
    var row = call(id, Kind.ANSWERED, clock.instant(), Usd.ofNanos(spent));
    assertThat(store.budgets().post(id, of(spent), row).first()).isTrue();
  }

  private void release(String id) {
    remove(id);
    rows++;
    var row = call(id, Kind.FAILED, clock.instant(), Usd.ZERO);
    assertThat(store.budgets().release(id, row).first()).isTrue();
  }

  private void repeat(Step step) {
    if (!ended.isEmpty()) {
      String id = ended.get(Math.floorMod(step.which(), ended.size()));
      var row = call(id, Kind.ANSWERED, clock.instant(), Usd.ofNanos(step.amount()));
      assertThat(store.budgets().post(id, of(step.amount()), row).first()).isFalse();
    }
  }

  private void renew(String id) {
    Open hold = open.get(id);
    if (hold != null) {
      open.put(id, new Open(hold.amount(), hold.even(), clock.passed().plus(TTL).toNanos()));
      assertThat(store.budgets().renew(id, TTL)).isTrue();
    }
  }

  private void tick() {
    clock.advance(TTL.dividedBy(2));
    long now = clock.passed().toNanos();
    List<String> due =
        open.entrySet().stream()
            .filter(entry -> entry.getValue().until() <= now)
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(this::lose);
    assertThat(store.budgets().expire()).hasSize(due.size());
  }

  private void reopen() {
    if (reopen != null) {
      store = reopen.apply(store);
      List.copyOf(open.keySet()).forEach(this::lose);
    }
  }

  private void lose(String id) {
    Open hold = remove(id);
    posted(hold, hold.amount());
  }

  private Open remove(String id) {
    ended.add(id);
    return Objects.requireNonNull(open.remove(id));
  }

  private void posted(Open hold, long spent) {
    rows++;
    postedBoth += spent;
    postedEven += hold.even() ? spent : 0;
  }

  private long held(boolean evenOnly) {
    return open.values().stream()
        .filter(hold -> hold.even() || !evenOnly)
        .mapToLong(Open::amount)
        .sum();
  }

  private static Amount of(long nanos) {
    return Amount.ofCall(Usd.ofNanos(nanos), 1);
  }

  private void compare(Step step) {
    Balance both = store.budgets().balance(account("both"));
    Balance even = store.budgets().balance(account("even"));
    assertThat(both.posted().cost().nanos()).as("posted after %s", step).isEqualTo(postedBoth);
    assertThat(both.held().cost().nanos()).as("held after %s", step).isEqualTo(held(false));
    assertThat(even.posted().cost().nanos()).as("posted after %s", step).isEqualTo(postedEven);
    assertThat(even.held().cost().nanos()).as("held after %s", step).isEqualTo(held(true));
    assertThat(postedBoth + held(false)).isLessThanOrEqualTo(BOTH);
  }

  private LedgerSum sum() {
    List<LedgerSum> sums = store.ledger().sums(new LedgerQuery(null, null, List.of()));
    return sums.isEmpty()
        ? new LedgerSum(
            List.of(),
            false,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Usage.NONE,
            Usd.ZERO,
            Usd.ZERO,
            Usd.ZERO,
            Usd.ZERO,
            Usd.ZERO,
            Usd.ZERO)
        : sums.getFirst();
  }
}
