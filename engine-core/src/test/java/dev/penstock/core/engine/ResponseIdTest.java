package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.policy.FallbackSpec;
import dev.penstock.api.policy.FallbackSpec.Then;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseIdTest {
  private static final ReportedUsage USAGE = ReportedUsage.of(Usage.of(100, 10), Map.of());

  private final TestEngine test = new TestEngine();

  @Test
  void isKeptWithTheCallOfAnAnswer() {
    assertThat(kept(" chatcmpl-1\n")).isEqualTo("chatcmpl-1");
  }

  @Test
  void isKeptWithTheCallThatGaveAnAnswerNobodyWants() {
    test.cheap.does(call -> reply("", "gen-1"));
    RouteSpec route =
        TestEngine.cheapest().withFallback(new FallbackSpec(null, null, null, Then.NEXT));
    try (Engine engine = test.engine(p -> p.route(route))) {
      assertThat(engine.route(ChatRequest.of("simple question")).attempts())
          .extracting(Attempt::outcome, Attempt::responseId)
          .startsWith(tuple(Attempt.Outcome.WASTED, "gen-1"));
    }
  }

  @Test
  void isKeptWithTheCallOfAStream() {
    FakeStreamer streamer =
        new FakeStreamer(
            "s",
            new StreamEvent.TextDelta("hello"),
            new StreamEvent.End(FinishReason.STOP, USAGE, null, "msg_1", Map.of()));
    try (Engine engine =
            test.engine(
                p ->
                    p.provider("s", "s", new NoSettings())
                        .model(
                            "streamed",
                            ModelSpec.of("s", List.of("simple"), 64_000, PricePeriod.of("0", "1")))
                        .route(RouteSpec.of("r", null, List.of("streamed", "large"), Rank.ORDERED)),
                streamer);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(Streams.texts(stream)).containsExactly("hello");
      assertThat(stream.answer().attempts())
          .extracting(Attempt::responseId)
          .containsExactly("msg_1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "a\u202Eb", "\uD800", "gen-ü"})
  void isNoneIfItIsForeignTextThatNoIdIs(String told) {
    assertThat(kept(told)).isNull();
  }

  @Test
  void isNoneIfItIsTooLongRatherThanCutToAnother() {
    assertThat(kept("x".repeat(512))).hasSize(512);
    assertThat(kept("x".repeat(513))).isNull();
  }

  private @Nullable String kept(String told) {
    TestEngine own = new TestEngine();
    own.cheap.does(call -> reply("hello", told));
    try (Engine engine = own.engine(p -> p.route(TestEngine.cheapest()))) {
      return engine.route(ChatRequest.of("simple question")).attempts().getLast().responseId();
    }
  }

  private static ProviderReply reply(String text, String id) {
    return new ProviderReply(text, List.of(), FinishReason.STOP, USAGE, null, id, Map.of());
  }
}
