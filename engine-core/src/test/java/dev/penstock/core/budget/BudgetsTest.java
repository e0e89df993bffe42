package dev.penstock.core.budget;

import static dev.penstock.api.policy.BudgetPeriod.DAY;
import static dev.penstock.api.policy.BudgetPeriod.TOTAL;
import static dev.penstock.api.policy.BudgetScope.ALL;
import static dev.penstock.api.policy.BudgetScope.MODEL;
import static dev.penstock.api.policy.BudgetScope.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.store.MemoryStore;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Unit;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final BudgetSpec DAY_OF_ALL = BudgetSpec.of("day", ALL, DAY, Usd.of("10"));
  private static final BudgetSpec PER_TENANT = BudgetSpec.of("tenants", TENANT, TOTAL, Usd.of("4"));

  private static final AtomicLong IDS = new AtomicLong();

  private final Budgets budgets = budgets();

  @Test
  void holdsInAllBudgetsOrInNone() {
    List<BudgetSpec> both = List.of(DAY_OF_ALL, PER_TENANT);
    assertThat(hold(both, subject("a"), NOON, Usd.of("3"))).isInstanceOf(Hold.class);
    Admission refused = hold(both, subject("a"), NOON, Usd.of("2"));
    assertThat(refused)
        .isEqualTo(new Shortage("tenants", "a", Unit.USD, Usd.of("1").nanos()))
        .hasToString("budget tenants has 1.000000000 USD left for a");
    assertThat(state(both, "day").held()).isEqualTo(Usd.of("3"));
  }

  @Test
  void postsWhatWasSpentAndReleasesTheRest() {
    Hold hold = (Hold) hold(List.of(DAY_OF_ALL), subject("a"), NOON, Usd.of("9"));
    settle(hold, Usd.of("0.5"));
    assertThat(state(List.of(DAY_OF_ALL), "day"))
        .satisfies(state -> assertThat(state.used()).isEqualTo(Usd.of("0.5")))
        .satisfies(state -> assertThat(state.held()).isEqualTo(Usd.ZERO))
        .satisfies(state -> assertThat(state.left()).isEqualTo(Usd.of("9.5")))
        .satisfies(state -> assertThat(state.percent()).isEqualByComparingTo("5.0"));
  }

  @Test
  void knowsWhetherSoMuchIsLeftOfEveryBudget() {
    List<BudgetSpec> both = List.of(DAY_OF_ALL, PER_TENANT);
    Share most = Share.ofPercent(80);
    assertThat(budgets.keeps(both, subject("a"), NOON, most)).isTrue();
    settle((Hold) hold(both, subject("a"), NOON, Usd.of("2")), Usd.of("2"));
    hold(both, subject("a"), NOON, Usd.of("1"));
    assertThat(budgets.keeps(both, subject("a"), NOON, most)).isTrue();
    hold(both, subject("a"), NOON, Usd.of("0.2"));
    assertThat(budgets.keeps(both, subject("a"), NOON, most)).isFalse();
    assertThat(budgets.keeps(both, subject("b"), NOON, most)).isTrue();
    assertThat(budgets.keeps(List.of(), subject("a"), NOON, most)).isTrue();
  }

  @Test
  void settlesAHoldOnce() {
    Hold hold = (Hold) hold(List.of(DAY_OF_ALL), subject("a"), NOON, Usd.of("9"));
    settle(hold, Usd.of("1"));
    settle(hold, Usd.of("7"));
    assertThat(state(List.of(DAY_OF_ALL), "day").used()).isEqualTo(Usd.of("1"));
  }

  @Test
  void refusesEverythingThatCostsUnderALimitOfZero() {
    List<BudgetSpec> nothing = List.of(BudgetSpec.of("none", ALL, DAY, Usd.ZERO));
    assertThat(hold(nothing, subject("a"), NOON, Usd.ofNanos(1))).isInstanceOf(Shortage.class);
    assertThat(hold(nothing, subject("a"), NOON, Usd.ZERO)).isInstanceOf(Hold.class);
  }

  @Test
  void countsTenantsAndModelsApart() {
    BudgetSpec models = BudgetSpec.of("models", MODEL, DAY, Usd.of("1"));
    assertThat(hold(List.of(PER_TENANT), subject("a"), NOON, Usd.of("4"))).isInstanceOf(Hold.class);
    assertThat(hold(List.of(PER_TENANT), subject("b"), NOON, Usd.of("4"))).isInstanceOf(Hold.class);
    Subject other = new Subject("a", "u", Set.of(), "p", "other", "simple");
    assertThat(hold(List.of(models), subject("a"), NOON, Usd.of("1"))).isInstanceOf(Hold.class);
    assertThat(hold(List.of(models), other, NOON, Usd.of("1"))).isInstanceOf(Hold.class);
    assertThat(budgets.states(List.of(PER_TENANT), NOON))
        .extracting(BudgetState::scope)
        .containsExactly("a", "b");
  }

  @Test
  void startsANewDayAtMidnightOfItsZoneAndSettlesTheOldOneWhereItWasHeld() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    List<BudgetSpec> day =
        List.of(BudgetSpec.builder("day", ALL, DAY).zone(berlin).limit(Usd.of("1")).build());
    Instant before = Instant.parse("2026-11-20T22:59:59Z");
    Instant after = Instant.parse("2026-11-20T23:00:00Z");
    Hold old = (Hold) hold(day, subject("a"), before, Usd.of("1"));
    assertThat(hold(day, subject("a"), after, Usd.of("1"))).isInstanceOf(Hold.class);
    assertThat(hold(day, subject("a"), before, Usd.ofNanos(1)))
        .as("a request admitted in the old day still counts there")
        .isInstanceOf(Shortage.class);
    settle(old, Usd.of("1"));
    assertThat(budgets.states(day, after).getFirst().used()).isEqualTo(Usd.ZERO);
    assertThat(budgets.states(day, before).getFirst().used()).isEqualTo(Usd.of("1"));
  }

  @Test
  void neverHoldsMoreThanTheLimitUnderConcurrentCalls() throws Exception {
    List<BudgetSpec> both = List.of(DAY_OF_ALL, BudgetSpec.of("tenants", TENANT, DAY, Usd.of("6")));
    AtomicLong spent = new AtomicLong();
    AtomicLong worst = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 64; thread++) {
        int seed = thread;
        done.add(
            threads.submit(
                () -> {
                  Random random = new Random(seed);
                  for (int i = 0; i < 300; i++) {
                    Usd bound = Usd.ofNanos(1 + random.nextInt(50_000_000));
                    Subject subject = subject(random.nextBoolean() ? "a" : "b");
                    if (hold(both, subject, NOON, bound) instanceof Hold hold) {
                      Usd cost = Usd.ofNanos(random.nextLong(bound.nanos() + 1));
                      BudgetState seen = state(both, "day");
                      worst.accumulateAndGet(seen.used().plus(seen.held()).nanos(), Math::max);
                      settle(hold, cost);
                      spent.addAndGet(cost.nanos());
                    }
                  }
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    }
    assertThat(worst.get()).isPositive().isLessThanOrEqualTo(Usd.of("10").nanos());
    assertThat(state(both, "day").used().nanos()).isEqualTo(spent.get());
    assertThat(state(both, "day").held()).isEqualTo(Usd.ZERO);
  }

  /** Each number is a step: how much to hold, and every third settles the oldest hold. */
  @Property
  void agreesWithAPlainReferenceOverAnySequence(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 6_000) Integer> steps) {
    Budgets tested = budgets();
    List<BudgetSpec> limit = List.of(BudgetSpec.of("cents", ALL, DAY, Usd.ofNanos(10_000)));
    List<Hold> open = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    long posted = 0;
    for (int i = 0; i < steps.size(); i++) {
      int amount = steps.get(i);
      if (i % 3 == 2 && !open.isEmpty()) {
        int cost = Math.min(amount, held.getFirst());
        settle(tested, open.removeFirst(), Usd.ofNanos(cost));
        held.removeFirst();
        posted += cost;
      } else {
        long inUse = posted + held.stream().mapToLong(Integer::longValue).sum();
        Admission admission = hold(tested, limit, subject("a"), NOON, Usd.ofNanos(amount));
        assertThat(admission instanceof Hold).isEqualTo(inUse + amount <= 10_000);
        if (admission instanceof Hold hold) {
          open.add(hold);
          held.add(amount);
        }
      }
    }
    BudgetState state = tested.states(limit, NOON).getFirst();
    assertThat(state.used().nanos()).isEqualTo(posted);
    assertThat(state.held().nanos()).isEqualTo(held.stream().mapToLong(Integer::longValue).sum());
  }

  private BudgetState state(List<BudgetSpec> specs, String name) {
    return budgets.states(specs, NOON).stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Budgets budgets() {
    FakeClock clock = new FakeClock(NOON);
    return new Budgets(
        new MemoryStore(clock, clock.ticker()).budgets(), new Listeners(List.of()), clock);
  }

  private Admission hold(List<BudgetSpec> specs, Subject subject, Instant at, Usd amount) {
    return hold(budgets, specs, subject, at, amount);
  }

  private static Admission hold(
      Budgets tested, List<BudgetSpec> specs, Subject subject, Instant at, Usd amount) {
    Amount one = new Amount(amount, 0, 0);
    try {
      return tested.hold(
          specs, subject, at, "h" + IDS.incrementAndGet(), one, Duration.ofMinutes(1), row(amount));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void settle(Hold hold, Usd spent) {
    settle(budgets, hold, spent);
  }

  private static void settle(Budgets tested, Hold hold, Usd spent) {
    tested.post(hold, new Amount(spent, 0, 0), row(spent));
  }

  private static LedgerRow row(Usd cost) {
    return new LedgerRow(
        "r/1",
        LedgerRow.Kind.ANSWERED,
        NOON,
        NOON,
        NOON,
        new LedgerRow.Party("a", null, Set.of()),
        LedgerRow.Taken.NOTHING,
        null,
        null,
        Usage.NONE,
        cost,
        "p#0",
        Usd.ZERO,
        Usd.ZERO);
  }

  private static Subject subject(String tenant) {
    return new Subject(tenant, "u", Set.of(), "p", "m", "simple");
  }
}
