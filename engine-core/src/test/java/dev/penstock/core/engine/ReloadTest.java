package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Availability.State;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.report.ModelState;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
  private static final String POLICY =
      """
      version: 1
      providers:
        cheap: {plugin: cheap}
        dear: {plugin: dear}
      models:
        small: {provider: cheap, tiers: [simple, moderate], context-window: 8k, price: {input: 0.25, output: 0.38}}
        large: {provider: dear, tiers: [simple, moderate, complex], context-window: 128k, price: {input: 2.00, output: 8.00}}
      tiers: [simple, moderate, complex]
      classifiers:
        - {plugin: first-word}
      cache: {plugin: fake}
      budgets:
        - {name: day, scope: all, period: day, zone: UTC, limit: 10.00 USD}
      routes:
        - {name: all, models: any, rank: cheapest}
      baseline: large
      """;

  private static final String LIMITED =
      POLICY
          .replace("plugin: cheap", "plugin: cheap, requests-per-minute: 1")
          .replace("plugin: dear", "plugin: dear, breaker: {probes: 1}")
          .replace("cache: {plugin: fake}\n", "");

  @TempDir private Path folder;
  private final TestEngine test = new TestEngine();
  private final FakeCache cache = new FakeCache();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
  }

  private EngineBuilder builder() {
    return Engine.builder()
        .policy(file)
        .plugin(test.cheap)
        .plugin(test.dear)
        .plugin(cache)
        .plugin(FakeClassifier.firstWord())
        .clock(test.clock)
        .listener(test.events);
  }

  private void replace(String from, String to) throws IOException {
    assertThat(POLICY).contains(from);
    Path next = Files.writeString(folder.resolve("next"), POLICY.replace(from, to));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void takesANewPolicyAndKeepsCacheBudgetAndProviders() throws IOException {
    try (Engine engine = builder().build()) {
      Answer before = engine.route(ChatRequest.ofTenant("shop", "simple question"));
      assertThat(engine.reload()).isFalse();
      replace("output: 0.38", "output: 0.76");
      assertThat(engine.reload()).isTrue();
      assertThat(engine.route(ChatRequest.ofTenant("shop", "simple question")).cache())
          .isEqualTo(CacheState.HIT_EXACT);
      Answer after = engine.route(ChatRequest.ofTenant("shop", "simple other"));
      assertThat(after.cost()).isGreaterThan(before.cost());
      assertThat(after.attempts().getFirst().priceVersion())
          .isNotEqualTo(before.attempts().getFirst().priceVersion());
      assertThat(engine.report().budgets().getFirst().used())
          .isEqualTo(before.cost().plus(after.cost()));
      assertThat(test.cheap.closed()).isZero();
    }
    assertThat(test.cheap.closed()).isEqualTo(1);
  }

  @Test
  void aBadFileChangesNothing() throws IOException {
    try (Engine engine = builder().build()) {
      replace("rank: cheapest", "rank: cheepest");
      assertThatThrownBy(engine::reload)
          .isInstanceOf(PolicyException.class)
          .hasMessageContaining("policy.yaml:15:")
          .hasMessageContaining("cheapest");
      assertThat(engine.route(ChatRequest.ofTenant("shop", "simple question")).text())
          .isEqualTo("hello");
      Files.delete(file);
      assertThatThrownBy(engine::reload).isInstanceOf(PolicyException.class);
      assertThat(engine.route(ChatRequest.ofTenant("shop", "simple other")).text())
          .isEqualTo("hello");
    }
  }

  @Test
  void noRequestFailsWhileTheFileIsHalfWrittenOrGone() throws Exception {
    try (Engine engine = builder().build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean over = new AtomicBoolean();
      List<Future<Integer>> callers = new ArrayList<>();
      CountDownLatch started = new CountDownLatch(4);
      for (int caller = 0; caller < 4; caller++) {
        callers.add(
            threads.submit(
                () -> {
                  int answered = 0;
                  while (!over.get()) {
                    engine.route(ChatRequest.ofTenant("shop", "simple question"));
                    answered++;
                    started.countDown();
                  }
                  return answered;
                }));
      }
      started.await();
      for (int round = 0; round < 20; round++) {
        Files.writeString(file, POLICY.substring(0, POLICY.length() / 2));
        assertThatThrownBy(engine::reload).isInstanceOf(PolicyException.class);
        Files.delete(file);
        assertThatThrownBy(engine::reload).isInstanceOf(PolicyException.class);
        Files.writeString(file, POLICY.replace("0.38", "0." + (40 + round)));
        assertThat(engine.reload()).isTrue();
      }
      over.set(true);
      for (Future<Integer> caller : callers) {
        assertThat(caller.get()).isPositive();
      }
    }
  }

  @Test
  void aRunningRequestEndsOnThePolicyItBeganWith() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          called.countDown();
          goOn.await();
          return FakeProvider.answer("late");
        });
    try (Engine engine = builder().build()) {
      var running =
          CompletableFuture.supplyAsync(
              () -> engine.route(ChatRequest.ofTenant("shop", "simple question")));
      called.await();
      replace("cheap: {plugin: cheap}\n  dear: {plugin: dear}", "dear: {plugin: dear}");
      Files.writeString(file, Files.readString(file).replaceAll("  small: .*\n", ""));
      assertThat(engine.reload()).isTrue();
      assertThat(test.cheap.closed()).as("still in use").isZero();
      goOn.countDown();
      assertThat(running.get(5, TimeUnit.SECONDS).text()).isEqualTo("late");
      assertThat(engine.route(ChatRequest.ofTenant("shop", "simple other")).route().model())
          .isEqualTo("large");
      assertThat(test.cheap.closed()).isEqualTo(1);
    }
  }

  @Test
  void watchesItsFileAndReportsARefusalOnce() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    CountDownLatch loaded = new CountDownLatch(2);
    try (Engine engine =
        builder()
            .watch(Duration.ofMillis(20))
            .listener(
                event -> {
                  if (event instanceof EngineEvent.PolicyRefused) {
                    refused.countDown();
                  } else if (event instanceof EngineEvent.PolicyLoaded) {
                    loaded.countDown();
                  }
                })
            .build()) {
      replace("tiers: [simple, moderate, complex]\nclassifiers", "tiers: []\nclassifiers");
      assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
      replace("output: 0.38", "output: 0.5");
      assertThat(loaded.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(engine.route(ChatRequest.ofTenant("shop", "simple question")).text())
          .isEqualTo("hello");
      assertThat(test.events.of(EngineEvent.PolicyRefused.class)).hasSize(1);
      assertThat(test.events.of(EngineEvent.PolicyRestored.class)).isEmpty();
    }
  }

  @Test
  void tellsThatARefusedFileWasPutBack() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    CountDownLatch restored = new CountDownLatch(1);
    try (Engine engine =
        builder()
            .watch(Duration.ofMillis(20))
            .listener(
                event -> {
                  if (event instanceof EngineEvent.PolicyRefused) {
                    refused.countDown();
                  } else if (event instanceof EngineEvent.PolicyRestored) {
                    restored.countDown();
                  }
                })
            .build()) {
      replace("tiers: [simple, moderate, complex]\nclassifiers", "tiers: []\nclassifiers");
      assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
      write();
      assertThat(restored.await(10, TimeUnit.SECONDS)).isTrue();

      String policy = test.events.of(EngineEvent.PolicyLoaded.class).getFirst().policy();
      assertThat(test.events.of(EngineEvent.PolicyLoaded.class)).hasSize(1);
      assertThat(test.events.of(EngineEvent.PolicyRestored.class))
          .containsExactly(new EngineEvent.PolicyRestored(policy));
      assertThat(engine.explain(ChatRequest.of("simple question")).policy()).isEqualTo(policy);
    }
  }

  @Test
  void limitsAndBreakersOutliveAReloadThatDoesNotConcernThem() throws IOException {
    Files.writeString(file, LIMITED);
    test.dear.fails(FailureKind.QUOTA_EXHAUSTED, Phase.NOT_RUN);
    try (Engine engine = builder().ticker(test.clock.ticker()).build()) {
      engine.route(ChatRequest.builder().user("simple question").model("small").build());
      assertThatThrownBy(
          () -> engine.route(ChatRequest.builder().user("question").model("large").build()));
      List<ModelState> before = engine.health();
      assertThat(before)
          .extracting(model -> model.availability().state())
          .containsExactly(State.LIMITED, State.OPEN);
      Files.writeString(file, LIMITED.replace("output: 0.38", "output: 0.39"));
      assertThat(engine.reload()).isTrue();
      assertThat(engine.health()).isEqualTo(before);
      Files.writeString(file, LIMITED.replace("minute: 1", "minute: 2"));
      assertThat(engine.reload()).isTrue();
      assertThat(engine.health())
          .as("the changed limit begins anew")
          .extracting(model -> model.availability().state())
          .containsExactly(State.CLOSED, State.OPEN);
      Files.writeString(file, LIMITED.replace("probes: 1", "probes: 2"));
      assertThat(engine.reload()).isTrue();
      assertThat(engine.health().get(1).availability().state())
          .as("the changed breaker begins anew")
          .isEqualTo(State.CLOSED);
    }
  }
}
