package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.Invalidation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.Never;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private static final int AT_ONCE = 64;

  private final TestEngine test = new TestEngine();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final Engine engine =
      test.engine(
          p -> p.route(TestEngine.cheapest()).cache(new CacheSpec("fake", null, new NoSettings())),
          new FakeCache());
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    answered.countDown();
    callers.shutdownNow();
    engine.close();
  }

  private static ChatRequest question() {
    return ChatRequest.ofTenant("shop", "simple question");
  }

  private List<Future<Answer>> askAtOnce(int count) {
    List<Future<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(callers.submit(() -> engine.route(question())));
    }
    return answers;
  }

  @Test
  void asksOnceForManyEqualQuestions() throws Exception {
    test.cheap.does(
        call -> {
          asked.countDown();
          answered.await();
          return FakeProvider.answer("once");
        });
    List<Future<Answer>> answers = askAtOnce(AT_ONCE);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    answered.countDown();
    int misses = 0;
    for (Future<Answer> answer : answers) {
      Answer one = answer.get(10, TimeUnit.SECONDS);
      assertThat(one.text()).isEqualTo("once");
      misses += one.cache() == CacheState.MISS ? 1 : 0;
    }
    assertThat(misses).isEqualTo(1);
    assertThat(test.cheap.calls()).hasSize(1);
  }

  @Test
  void sharesNoAnswerOfBeforeSuchAnswersWereForgotten() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    test.cheap.does(
        call -> {
          if (calls.incrementAndGet() > 1) {
            return FakeProvider.answer("of after");
          }
          asked.countDown();
          answered.await();
          return FakeProvider.answer("of before");
        });
    Future<Answer> before = callers.submit(() -> engine.route(question()));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    engine.invalidate(Invalidation.ofTenant("shop"));
    test.clock.advance(Duration.ofMillis(1));
    Future<Answer> after = callers.submit(() -> engine.route(question()));
    assertThat(after.get(10, TimeUnit.SECONDS).text()).isEqualTo("of after");
    answered.countDown();
    assertThat(before.get(10, TimeUnit.SECONDS).text()).isEqualTo("of before");
    assertThat(engine.route(question()).text()).isEqualTo("of after");
  }

  @Test
  void givesTheLeadersErrorToAll() throws Exception {
    CountDownLatch others = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          asked.countDown();
          others.await();
          throw new ProviderException(
              ProviderFailure.of(FailureKind.BAD_REQUEST, Phase.NOT_RUN, "told to fail"));
        });
    Future<Answer> leader = callers.submit(() -> engine.route(question()));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    FutureTask<PenstockException> follower =
        InFlight.follow(
            () -> catchThrowableOfType(PenstockException.class, () -> engine.route(question())));
    others.countDown();
    assertThat(follower.get(10, TimeUnit.SECONDS)).hasMessageContaining("same question failed");
    assertThatThrownBy(leader::get).isInstanceOf(ExecutionException.class);
    assertThat(test.cheap.calls()).hasSize(1);
  }

  @Test
  void anotherOneLeadsWhenTheLeaderIsCancelled() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    test.cheap.does(
        call -> {
          if (calls.incrementAndGet() == 1) {
            asked.countDown();
            answered.await();
          }
          return FakeProvider.answer("second");
        });
    Thread leader =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(() -> engine.route(question()))
                        .satisfies(
                            e ->
                                assertThat(((PenstockException) e).code())
                                    .isEqualTo(ErrorCode.CANCELLED)));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    List<Future<Answer>> followers = askAtOnce(AT_ONCE - 1);
    leader.interrupt();
    leader.join();
    for (Future<Answer> follower : followers) {
      assertThat(follower.get(10, TimeUnit.SECONDS).text()).isEqualTo("second");
    }
    assertThat(calls).hasValue(2);
  }

  @Test
  void aFollowerThatIsInterruptedGoesAlone() throws Exception {
    test.cheap.does(
        call -> {
          asked.countDown();
          answered.await();
          return FakeProvider.answer("once");
        });
    Future<Answer> leader = callers.submit(() -> engine.route(question()));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    Future<Answer> follower = callers.submit(() -> engine.route(question()));
    follower.cancel(true);
    answered.countDown();
    assertThat(leader.get(10, TimeUnit.SECONDS).text()).isEqualTo("once");
    assertThat(engine.route(question()).cache()).isEqualTo(CacheState.HIT_EXACT);
  }

  @Test
  void differentQuestionsDoNotWaitForEachOther() throws Exception {
    test.cheap.does(
        call -> {
          if (asked.getCount() > 0) {
            asked.countDown();
            answered.await();
          }
          return FakeProvider.answer("hello");
        });
    Future<Answer> first = callers.submit(() -> engine.route(question()));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(engine.route(ChatRequest.ofTenant("shop", "simple other question")).text())
        .isEqualTo("hello");
    answered.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("hello");
  }

  @Test
  void whatThePolicyNeverRecallsIsNotShared() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    test.cheap.does(
        call -> {
          both.countDown();
          both.await();
          return FakeProvider.answer("your balance");
        });
    Never simple = new Never(List.of("simple"), null, null, null, null);
    try (Engine strict =
        test.engine(
            p ->
                p.route(TestEngine.cheapest())
                    .cache(new CacheSpec("fake", simple, new NoSettings())),
            new FakeCache())) {
      Future<Answer> other = callers.submit(() -> strict.route(question()));
      assertThat(strict.route(question()).cache()).isEqualTo(CacheState.MISS);
      assertThat(other.get(10, TimeUnit.SECONDS).cache()).isEqualTo(CacheState.MISS);
    }
  }
}
