package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.Invalidation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.Never;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecallTest {
  private final TestEngine test = new TestEngine();
  private final FakeCache cache = new FakeCache();
  private final Engine engine =
      test.engine(
          p ->
              p.route(TestEngine.cheapest())
                  .cache(
                      new CacheSpec(
                          "fake",
                          new Never(List.of("complex"), null, List.of(Priority.URGENT), null, null),
                          new NoSettings())),
          cache);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void answersTheSameQuestionAgainForNothing() {
    Answer first = engine.route(ChatRequest.ofTenant("shop", "simple question?"));
    Answer second = engine.route(ChatRequest.ofTenant("shop", "Simple  question"));
    assertThat(first.cache()).isEqualTo(CacheState.MISS);
    assertThat(second.cache()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.route()).isEqualTo(first.route());
    assertThat(second.cost()).isEqualTo(Usd.ZERO);
    assertThat(second.attempts()).isEmpty();
    assertThat(test.cheap.calls()).hasSize(1);
    assertThat(engine.report().cacheHits()).isEqualTo(1);
    assertThat(engine.report().savings().byCache()).isEqualTo(first.cost());
  }

  @Test
  void neverGivesOneTenantsAnswerToAnother() {
    engine.route(ChatRequest.ofTenant("a", "simple question"));
    assertThat(engine.route(ChatRequest.ofTenant("b", "simple question")).cache())
        .isEqualTo(CacheState.MISS);
    assertThat(engine.route(ChatRequest.ofTenant("a", "simple question")).cache())
        .isEqualTo(CacheState.HIT_EXACT);
  }

  @Test
  void recallsNothingForARequestThatNamesNoTenant() {
    ChatRequest nobodys = ChatRequest.of("simple question");
    engine.route(nobodys);
    assertThat(engine.route(nobodys).cache()).isEqualTo(CacheState.OFF);
    assertThat(engine.explain(nobodys).cache().reason()).isEqualTo("the request names no tenant");
    assertThat(cache.size()).isZero();
  }

  @Test
  void neverRecallsWhatThePolicyExcludes() {
    engine.route(ChatRequest.ofTenant("shop", "complex question"));
    assertThat(engine.route(ChatRequest.ofTenant("shop", "complex question")).cache())
        .isEqualTo(CacheState.MISS);
    ChatRequest urgent =
        ChatRequest.builder()
            .user("simple question")
            .metadata(Metadata.builder().tenant("shop").priority(Priority.URGENT).build())
            .build();
    assertThat(engine.route(urgent).cache()).isEqualTo(CacheState.OFF);
    assertThat(cache.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = FinishReason.class, names = "STOP", mode = EnumSource.Mode.EXCLUDE)
  void storesOnlyCompleteAnswers(FinishReason reason) {
    test.cheap.does(call -> FakeProvider.finished("half an ans", reason));
    engine.route(ChatRequest.ofTenant("shop", "simple question"));
    assertThat(cache.size()).isZero();
  }

  @Test
  void aBrokenCacheIsAMiss() {
    cache.breakDown();
    assertThat(engine.route(ChatRequest.ofTenant("shop", "simple question")).text())
        .isEqualTo("hello");
    assertThat(test.events.of(PluginTrouble.class))
        .isNotEmpty()
        .allSatisfy(trouble -> assertThat(trouble.problem()).doesNotContain("told to break"));
  }

  @Test
  void explainsAHitWithTheModelThatWouldHaveBeenAsked() {
    engine.route(ChatRequest.ofTenant("shop", "simple question"));
    Explanation explanation = engine.explain(ChatRequest.ofTenant("shop", "simple question"));
    assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.RECALL);
    assertThat(explanation.cache().state()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(explanation.candidates().getFirst().model()).isEqualTo("small");
  }

  @Test
  void streamsARecalledAnswerInChunks() {
    String text = "word ".repeat(100).strip();
    test.cheap.does(call -> FakeProvider.answer(text));
    engine.route(ChatRequest.ofTenant("shop", "simple question"));
    try (var stream = engine.stream(ChatRequest.ofTenant("shop", "simple question"))) {
      List<String> chunks = Streams.texts(stream);
      assertThat(chunks).hasSizeGreaterThan(3);
      assertThat(String.join("", chunks)).isEqualTo(text);
      assertThat(stream.answer().cache()).isEqualTo(CacheState.HIT_EXACT);
    }
  }

  private static ChatRequest asked(String tenant, String question, String... tags) {
    Metadata.Builder metadata = Metadata.builder().tenant(tenant);
    for (String tag : tags) {
      metadata.tag(tag);
    }
    return ChatRequest.builder().user(question).metadata(metadata.build()).build();
  }

  @Test
  void forgetsWhatItIsToldTo() {
    ChatRequest tagged = asked("shop", "simple a", "prices");
    ChatRequest untagged = asked("shop", "simple b");
    ChatRequest others = asked("other", "simple a", "prices");
    List.of(tagged, untagged, others).forEach(engine::route);
    assertThat(engine.invalidate(Invalidation.ofTag("prices").withTenant("shop"))).isEqualTo(1);
    assertThat(engine.explain(tagged).cache().state()).isEqualTo(CacheState.MISS);
    assertThat(engine.explain(untagged).cache().state()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(engine.explain(others).cache().state()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(engine.invalidate(Invalidation.ofModel("nobody"))).isZero();
    assertThat(engine.invalidate(Invalidation.ofModel("small"))).isEqualTo(2);
    assertThat(cache.size()).isZero();
  }

  @Test
  void keepsVersionsOfPromptsApartAndForgetsOne() {
    ChatRequest old = versioned("v1");
    ChatRequest current = versioned("v2");
    engine.route(old);
    assertThat(engine.route(current).cache()).isEqualTo(CacheState.MISS);
    assertThat(engine.invalidate(Invalidation.ofPromptVersion("v1"))).isEqualTo(1);
    assertThat(engine.explain(old).cache().state()).isEqualTo(CacheState.MISS);
    assertThat(engine.explain(current).cache().state()).isEqualTo(CacheState.HIT_EXACT);
  }

  private static ChatRequest versioned(String version) {
    return ChatRequest.builder()
        .user("simple question")
        .metadata(Metadata.builder().tenant("shop").promptVersion(version).build())
        .build();
  }

  @Test
  void doesNotStoreAnAnswerThatWasUnderWayWhenItsKindWasForgotten() {
    test.cheap.does(
        call -> {
          assertThat(engine.invalidate(Invalidation.ofTenant("shop"))).isZero();
          return FakeProvider.answer("of before");
        });
    ChatRequest request = ChatRequest.ofTenant("shop", "simple question");
    assertThat(engine.route(request).text()).isEqualTo("of before");
    assertThat(cache.size()).isZero();
    test.cheap.does(call -> FakeProvider.answer("of after"));
    test.clock.advance(Duration.ofMillis(1));
    engine.route(request);
    assertThat(engine.route(request).cache()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(engine.route(request).text()).isEqualTo("of after");
  }

  @Test
  void saysThatTheCacheMayNotHaveForgotten() {
    cache.breakDown();
    assertThatThrownBy(() -> engine.invalidate(Invalidation.EVERYTHING))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("may not have forgotten");
  }

  @Test
  void limitsTheLifeOfAnswersByIntentOrRoute() {
    FakeCache kept = new FakeCache();
    try (Engine limited =
        test.engine(
            p ->
                p.route(TestEngine.cheapest())
                    .cache(
                        new CacheSpec("fake", null, new NoSettings())
                            .withTtlOf(
                                Map.of(
                                    "everything",
                                    Duration.ofMinutes(10),
                                    "prices",
                                    Duration.ofHours(1)))),
            kept)) {
      limited.route(ChatRequest.ofTenant("shop", "simple question"));
      limited.route(
          ChatRequest.builder()
              .user("simple price")
              .metadata(Metadata.builder().tenant("shop").intent("prices").build())
              .build());
      assertThat(kept.answers())
          .extracting(answer -> Duration.between(test.clock.instant(), answer.expiresAt()))
          .satisfiesExactlyInAnyOrder(
              ttl -> assertThat(ttl).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)),
              ttl -> assertThat(ttl).isBetween(Duration.ofMinutes(54), Duration.ofHours(1)));
    }
  }
}
