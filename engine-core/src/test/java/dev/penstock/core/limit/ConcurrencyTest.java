package dev.penstock.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.policy.ConcurrencySpec;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock();

  private Concurrency places(ConcurrencySpec spec) {
    return new Concurrency(spec, clock.ticker());
  }

  private static void enter(Concurrency places, int calls) throws InterruptedException {
    for (int call = 0; call < calls; call++) {
      assertThat(places.enter(Duration.ZERO)).as("call %d", call).isTrue();
    }
  }

  private long now() {
    return clock.ticker().getAsLong();
  }

  @Test
  void letsSoManyRunAtOnceAndNoMore() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.of(2));
    enter(places, 2);
    assertThat(places.enter(Duration.ZERO)).isFalse();
    assertThat(places.full()).isEqualTo("2 calls of the provider run and 2 may at once");
    places.leave();
    assertThat(places.full()).isNull();
    enter(places, 1);
    assertThat(places.inFlight()).isEqualTo(2);
  }

  @Test
  void hasNoLimitUntilTheFirstRateLimit() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.DEFAULT);
    enter(places, 500);
    assertThat(places.limit()).isNull();
    places.limited(now());
    assertThat(places.limit()).as("nine tenths of what ran").isEqualTo(450);
  }

  @Test
  void aBurstOfRateLimitsCutsOnce() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.DEFAULT);
    enter(places, 100);
    long before = now();
    for (int i = 0; i < 50; i++) {
      places.limited(before);
      clock.advance(Duration.ofMillis(100));
    }
    assertThat(places.limit()).as("all began before the cut").isEqualTo(90);
    places.limited(now());
    assertThat(places.limit()).isEqualTo(81);
    clock.advance(Duration.ofMillis(999));
    places.limited(now());
    assertThat(places.limit()).as("within a second").isEqualTo(81);
    clock.advance(Duration.ofMillis(1));
    places.limited(now());
    assertThat(places.limit()).isEqualTo(72);
  }

  @Test
  void neverFallsBelowOne() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.DEFAULT);
    enter(places, 2);
    for (int i = 0; i < 20; i++) {
      places.limited(now());
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(places.limit()).isEqualTo(1);
  }

  @Test
  void growsByOneForAsManyAnswersAsTheLimitIfItWasUsed() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.DEFAULT);
    enter(places, 10);
    places.limited(now());
    places.leave();
    assertThat(places.limit()).isEqualTo(9);
    for (int answer = 0; answer < 9; answer++) {
      assertThat(places.limit()).isEqualTo(9);
      places.answered();
    }
    assertThat(places.limit()).isEqualTo(10);
    for (int answer = 0; answer < 100; answer++) {
      places.answered();
    }
    assertThat(places.limit()).as("nine run, ten may").isEqualTo(10);
  }

  @Test
  void neverGrowsBeyondThePolicysLimit() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.of(4));
    enter(places, 4);
    places.limited(now());
    for (int answer = 0; answer < 100; answer++) {
      places.answered();
    }
    assertThat(places.limit()).isEqualTo(4);
  }

  @Test
  void forgetsAfterFiveQuietMinutes() throws InterruptedException {
    Concurrency places = places(ConcurrencySpec.DEFAULT);
    enter(places, 10);
    places.limited(now());
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(places.limit()).isEqualTo(9);
    clock.advance(Duration.ofNanos(1));
    assertThat(places.limit()).isNull();
  }

  @Test
  void aWaiterGetsThePlaceThatIsLeft() throws Exception {
    Concurrency places = places(ConcurrencySpec.of(1));
    enter(places, 1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiter = threads.submit(() -> places.enter(LONG));
      places.leave();
      assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(places.inFlight()).isEqualTo(1);
  }

  @Test
  void whoIsInterruptedWhileWaitingTakesNoPlace() throws Exception {
    Concurrency places = places(ConcurrencySpec.of(1));
    enter(places, 1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiter = threads.submit(() -> places.enter(LONG));
      waiter.cancel(true);
    }
    places.leave();
    assertThat(places.inFlight()).isZero();
    enter(places, 1);
  }

  @Test
  void neverMoreThanTheLimitUnderContention() throws Exception {
    Concurrency places = places(ConcurrencySpec.of(7));
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(200);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 200; thread++) {
        var unused =
            threads.submit(
                () -> {
                  for (int call = 0; call < 50; call++) {
                    if (places.enter(Duration.ofSeconds(30))) {
                      most.accumulateAndGet(running.incrementAndGet(), Math::max);
                      running.decrementAndGet();
                      places.leave();
                    }
                  }
                  over.countDown();
                  return null;
                });
      }
      assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 7);
    assertThat(places.inFlight()).isZero();
  }
}
