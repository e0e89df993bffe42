package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.Classification;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.Punctual;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A plugin that hangs, throws or returns nonsense costs its own request at most. */
class IsolationTest {
  private final TestEngine test = new TestEngine();
  private final CountDownLatch forEver = new CountDownLatch(1);

  @Test
  void passesOverAClassifierThatThrows() {
    classifierTrouble(
        input -> {
          throw new IllegalStateException("the question was: " + input.question());
        },
        "threw java.lang.IllegalStateException");
  }

  @Test
  void passesOverAClassifierThatLacksAClass() {
    classifierTrouble(
        input -> {
          throw new NoClassDefFoundError("gone");
        },
        "threw java.lang.NoClassDefFoundError");
  }

  @Test
  void passesOverAClassifierThatHangs() {
    classifierTrouble(
        input -> {
          try {
            forEver.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Classification.NONE;
        },
        "did not return in time");
  }

  @Test
  void passesOverAClassifierThatReturnsNothing() {
    classifierTrouble(input -> null, "returned null");
  }

  @Test
  void passesOverAClassifierThatInventsATier() {
    classifierTrouble(
        input -> new Classification("gigantic", null, 1, List.of()),
        "returned a tier that the policy does not have");
  }

  private void classifierTrouble(
      Function<ClassifierInput, Classification> behaviour, String problem) {
    Deadlines deadlines = new Deadlines(null, null, null, null, null, Duration.ofMillis(50), null);
    try (Engine engine =
        test.engine(
            p ->
                p.classifier("odd", new NoSettings())
                    .deadlines(deadlines)
                    .route(TestEngine.cheapest()),
            new FakeClassifier("odd", behaviour))) {
      Answer answer = engine.route(ChatRequest.of("no signal in here"));
      assertThat(answer.route().tier()).isEqualTo("moderate");
      assertThat(test.events.of(PluginTrouble.class))
          .filteredOn(trouble -> trouble.plugin().equals("odd"))
          .containsExactly(new PluginTrouble("odd", problem));
    }
  }

  @Test
  void replacesAProviderThatThrowsHangsOrReturnsNothing() {
    Deadlines deadlines = Deadlines.of(null, Duration.ofMillis(100));
    try (Engine engine =
        test.engine(
            p ->
                p.deadlines(deadlines)
                    .route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED)))) {
      test.cheap.does(
          call -> {
            throw new IllegalStateException("prompt text");
          });
      assertReplaced(engine, "plugin-failed: the provider plugin threw");
      test.cheap.does(call -> null);
      assertReplaced(engine, "plugin-failed: the provider plugin returned null");
      test.cheap.does(
          call -> {
            forEver.await();
            return null;
          });
      assertReplaced(engine, "timeout: no complete answer in");
      test.cheap.does(
          call -> {
            throw new StackOverflowError();
          });
      assertReplaced(engine, "plugin-failed: the provider plugin threw");
    }
  }

  private static void assertReplaced(Engine engine, String failure) {
    Answer answer = engine.route(ChatRequest.of("simple question"));
    assertThat(answer.route().model()).isEqualTo("large");
    assertThat(answer.attempts().getFirst().failure())
        .startsWith(failure)
        .doesNotContain("prompt text");
  }

  @Test
  void aListenerThatThrowsIsDropped() {
    try (Engine engine =
        test.builder(test.policy().route(TestEngine.cheapest()).build())
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build()) {
      assertThat(engine.route(ChatRequest.of("simple question")).text()).isEqualTo("hello");
    }
  }

  @Test
  void anInterruptedCallerStopsTheCallAndSettlesIt() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          called.countDown();
          try {
            forEver.await();
          } finally {
            stopped.countDown();
          }
          return null;
        });
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread caller = asking(engine, thrown);
      called.await();
      caller.interrupt();
      stopped.await();
      caller.join();
      assertThat(thrown.get())
          .isInstanceOfSatisfying(
              PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
      assertThat(engine.report().failed()).isEqualTo(1);
      assertThat(engine.report().wastedCost()).isEqualTo(engine.report().cost());
    }
  }

  @Test
  void aPunctualProviderIsCalledOnTheCallersThreadWhoseInterruptIsSettled() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    AtomicReference<Thread> calling = new AtomicReference<>();
    FakeProvider own =
        new FakeProvider("own")
            .does(
                call -> {
                  calling.set(Thread.currentThread());
                  called.countDown();
                  forEver.await();
                  return null;
                });
    try (Engine engine =
        test.engine(
            p ->
                p.provider("own", "punctual", new NoSettings())
                    .model(
                        "m",
                        ModelSpec.of("own", TestEngine.ALL_TIERS, 8_000, PricePeriod.of("1", "2")))
                    .route(RouteSpec.of("r", null, List.of("m", "large"), Rank.ORDERED)),
            new PunctualFactory(own))) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread caller = asking(engine, thrown);
      called.await();
      assertThat(calling.get()).isSameAs(caller);
      caller.interrupt();
      caller.join();
      assertThat(thrown.get())
          .isInstanceOfSatisfying(
              PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
      assertThat(test.dear.calls()).isEmpty();
      assertThat(engine.report().failed()).isEqualTo(1);
      assertThat(engine.report().cost()).isGreaterThan(Usd.ZERO);
      assertThat(engine.report().budgets()).allMatch(budget -> budget.held().equals(Usd.ZERO));

      own.does(call -> FakeProvider.answer("hello"));
      assertThat(engine.route(ChatRequest.of("simple question")).route().model()).isEqualTo("m");
    }
  }

  private static Thread asking(Engine engine, AtomicReference<Throwable> thrown) {
    return Thread.startVirtualThread(
        () -> {
          try {
            engine.route(ChatRequest.of("simple question"));
          } catch (PenstockException e) {
            thrown.set(e);
          }
        });
  }

  private record PunctualFactory(FakeProvider provider) implements ProviderFactory<NoSettings> {
    @Override
    public String name() {
      return "punctual";
    }

    @Override
    public Class<NoSettings> settings() {
      return NoSettings.class;
    }

    @Override
    public Provider create(NoSettings settings, PluginContext context) {
      return new PunctualProvider(provider);
    }
  }

  private record PunctualProvider(FakeProvider provider) implements Provider, Punctual {
    @Override
    public Set<Ability> abilities() {
      return provider.abilities();
    }

    @Override
    public ProviderReply call(ProviderCall call) throws ProviderException {
      return provider.call(call);
    }

    @Override
    public void close() {}
  }

  @Test
  void refusesRequestsOnceItIsClosed() {
    Engine engine = test.engine(p -> p.route(TestEngine.cheapest()));
    engine.close();
    engine.close();
    assertThat(test.cheap.closed()).isEqualTo(1);
    assertThatThrownBy(() -> engine.route(ChatRequest.of("simple question")))
        .isInstanceOfSatisfying(
            PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
  }
}
