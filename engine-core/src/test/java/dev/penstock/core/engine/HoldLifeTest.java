package dev.penstock.core.engine;

import static dev.penstock.testkit.store.StoreRows.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.ConcurrencySpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.LedgerSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.core.fakes.SharedStore;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldLifeTest {
  private static final ChatRequest QUESTION = ChatRequest.of("simple question");
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(45);
  private static final Duration BARELY = Duration.ofSeconds(1);

  private final TestEngine test = new TestEngine();
  private final SharedStore store = new SharedStore();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore ends = new Semaphore(0);

  private Engine engine() {
    test.cheap.does(
        call -> {
          begun.release();
          assertThat(ends.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
          return FakeProvider.answer("hello");
        });
    ConcurrencySpec one = new ConcurrencySpec(1, WAIT);
    Policy policy =
        test.policy()
            .provider(
                "cheap",
                new ProviderSpec("cheap", one, null, null, null, null, null, new NoSettings()))
            .model(
                "small",
                ModelSpec.of("cheap", TestEngine.ALL_TIERS, 8_000, PricePeriod.of("1", "2")))
            .route(RouteSpec.of("r", null, List.of("small"), Rank.ORDERED))
            .budget(BudgetSpec.of("ever", BudgetScope.ALL, BudgetPeriod.TOTAL, Usd.of("10")))
            .deadlines(Deadlines.of(Duration.ofMinutes(2), ATTEMPT))
            .ledger(new LedgerSpec("shared", new NoSettings()))
            .build();
    return test.builder(policy, store).ticker(test.clock.ticker()).build();
  }

  @Test
  void outlivesTheWaitForAPlaceAndTheAttemptAfterIt() throws Exception {
    try (Engine engine = engine();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> first = threads.submit(() -> engine.route(QUESTION));
      assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      Future<Answer> second = threads.submit(() -> engine.route(QUESTION));
      awaitHolds(2);
      test.clock.advance(WAIT.minus(BARELY));
      ends.release();
      first.get(10, TimeUnit.SECONDS);
      assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      test.clock.advance(ATTEMPT.minus(BARELY));
      assertThat(store.budgets().expire()).isEmpty();
      ends.release();
      second.get(10, TimeUnit.SECONDS);
      assertThat(rows()).extracting(LedgerRow::kind).containsExactly(Kind.ANSWERED, Kind.ANSWERED);
    }
  }

  private void awaitHolds(int number) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (store.budgets().balance(account("ever")).held().requests() < number) {
      assertThat(System.nanoTime()).as("the holds come").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private List<LedgerRow> rows() {
    List<LedgerRow> rows = new ArrayList<>();
    store.ledger().rows(null, null, rows::add);
    return rows;
  }
}
