package dev.penstock.core.budget;

import static dev.penstock.api.policy.BudgetPeriod.DAY;
import static dev.penstock.api.policy.BudgetPeriod.TOTAL;
import static dev.penstock.api.policy.BudgetScope.ALL;
import static dev.penstock.api.policy.BudgetScope.MODEL;
import static dev.penstock.api.policy.BudgetScope.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.report.BudgetState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

  private final Budgets budgets = new Budgets();

  @Test
  void holdsInAllBudgetsOrInNone() {
    List<BudgetSpec> both = List.of(DAY_OF_ALL, PER_TENANT);
    assertThat(budgets.hold(both, subject("a"), NOON, Usd.of("3"))).isInstanceOf(Hold.class);
    Admission refused = budgets.hold(both, subject("a"), NOON, Usd.of("2"));
    assertThat(refused)
        .isEqualTo(new Shortage(PER_TENANT, "a", Usd.of("1")))
        .hasToString("budget tenants has 1.000000000 USD left for a");
    assertThat(state(both, "day").held()).isEqualTo(Usd.of("3"));
  }

  @Test
  void postsWhatWasSpentAndReleasesTheRest() {
    Hold hold = (Hold) budgets.hold(List.of(DAY_OF_ALL), subject("a"), NOON, Usd.of("9"));
    budgets.settle(hold, Usd.of("0.5"));
    assertThat(state(List.of(DAY_OF_ALL), "day"))
        .satisfies(state -> assertThat(state.used()).isEqualTo(Usd.of("0.5")))
        .satisfies(state -> assertThat(state.held()).isEqualTo(Usd.ZERO))
        .satisfies(state -> assertThat(state.left()).isEqualTo(Usd.of("9.5")))
        .satisfies(state -> assertThat(state.percent()).isEqualByComparingTo("5.0"));
  }

  @Test
  void settlesAHoldOnce() {
    Hold hold = (Hold) budgets.hold(List.of(DAY_OF_ALL), subject("a"), NOON, Usd.of("9"));
    budgets.settle(hold, Usd.of("1"));
    budgets.settle(hold, Usd.of("7"));
    assertThat(state(List.of(DAY_OF_ALL), "day").used()).isEqualTo(Usd.of("1"));
  }

  @Test
  void refusesEverythingThatCostsUnderALimitOfZero() {
    List<BudgetSpec> nothing = List.of(BudgetSpec.of("none", ALL, DAY, Usd.ZERO));
    assertThat(budgets.hold(nothing, subject("a"), NOON, Usd.ofNanos(1)))
        .isInstanceOf(Shortage.class);
    assertThat(budgets.hold(nothing, subject("a"), NOON, Usd.ZERO)).isInstanceOf(Hold.class);
  }

  @Test
  void countsTenantsAndModelsApart() {
    BudgetSpec models = BudgetSpec.of("models", MODEL, DAY, Usd.of("1"));
    assertThat(budgets.hold(List.of(PER_TENANT), subject("a"), NOON, Usd.of("4")))
        .isInstanceOf(Hold.class);
    assertThat(budgets.hold(List.of(PER_TENANT), subject("b"), NOON, Usd.of("4")))
        .isInstanceOf(Hold.class);
    Subject other = new Subject("a", "u", "p", "other", "simple");
    assertThat(budgets.hold(List.of(models), subject("a"), NOON, Usd.of("1")))
        .isInstanceOf(Hold.class);
    assertThat(budgets.hold(List.of(models), other, NOON, Usd.of("1"))).isInstanceOf(Hold.class);
    assertThat(budgets.states(List.of(PER_TENANT), NOON))
        .extracting(BudgetState::scope)
        .containsExactly("a", "b");
  }

  @Test
  void startsANewDayAtMidnightOfItsZoneAndSettlesTheOldOneWhereItWasHeld() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    List<BudgetSpec> day = List.of(new BudgetSpec("day", ALL, DAY, berlin, Usd.of("1")));
    Instant before = Instant.parse("2026-11-20T22:59:59Z");
    Instant after = Instant.parse("2026-11-20T23:00:00Z");
    Hold old = (Hold) budgets.hold(day, subject("a"), before, Usd.of("1"));
    assertThat(budgets.hold(day, subject("a"), after, Usd.of("1"))).isInstanceOf(Hold.class);
    assertThat(budgets.hold(day, subject("a"), before, Usd.ofNanos(1)))
        .as("a request admitted in the old day still counts there")
        .isInstanceOf(Shortage.class);
    budgets.settle(old, Usd.of("1"));
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
                    if (budgets.hold(both, subject, NOON, bound) instanceof Hold hold) {
                      Usd cost = Usd.ofNanos(random.nextLong(bound.nanos() + 1));
                      BudgetState seen = state(both, "day");
                      worst.accumulateAndGet(seen.used().plus(seen.held()).nanos(), Math::max);
                      budgets.settle(hold, cost);
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
    Budgets tested = new Budgets();
    List<BudgetSpec> limit = List.of(BudgetSpec.of("cents", ALL, DAY, Usd.ofNanos(10_000)));
    List<Hold> open = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    long posted = 0;
    for (int i = 0; i < steps.size(); i++) {
      int amount = steps.get(i);
      if (i % 3 == 2 && !open.isEmpty()) {
        int cost = Math.min(amount, held.getFirst());
        tested.settle(open.removeFirst(), Usd.ofNanos(cost));
        held.removeFirst();
        posted += cost;
      } else {
        long inUse = posted + held.stream().mapToLong(Integer::longValue).sum();
        Admission admission = tested.hold(limit, subject("a"), NOON, Usd.ofNanos(amount));
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

  private static Subject subject(String tenant) {
    return new Subject(tenant, "u", "p", "m", "simple");
  }
}
