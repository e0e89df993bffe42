package dev.penstock.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SimulatedModelTest {
  private static final Behaviour LIVELY =
      new Behaviour(
          Duration.ofMillis(400),
          Share.ofPercent(50),
          50L,
          100,
          Share.ofPercent(40),
          null,
          Share.ofPercent(25),
          Map.of(
              FailureKind.RATE_LIMITED, Share.ofPercent(10),
              FailureKind.SERVER_ERROR, Share.ofPercent(5)));

  @Test
  void saysTheSameToTheSameWhateverElseIsAsked() {
    SimulatedAnswer first = new SimulatedModel(7, "m", LIVELY).answer("a", 500, 1);
    SimulatedModel other = new SimulatedModel(7, "m", LIVELY);
    other.answer("b", 500, 1);
    other.answer("a", 500, 3);
    assertThat(other.answer("a", 500, 1)).isEqualTo(first);
  }

  @Test
  void saysTheSameOnEveryJvm() {
    SimulatedAnswer answer = new SimulatedModel(7, "m", LIVELY).answer("user: Hello\n", 12, 1);
    assertThat(answer)
        .extracting(SimulatedAnswer::id, SimulatedAnswer::text, SimulatedAnswer::latency)
        .containsExactly(
            "sim-3fe88598e9f5855c",
            "[simulated] m: You can check this in your accoun",
            Duration.ofNanos(554_407_982));
  }

  @Test
  void saysSomethingElseForAnotherSeedModelOrConversation() {
    String text = new SimulatedModel(7, "m", LIVELY).answer("a", 500, 1).text();
    assertThat(new SimulatedModel(8, "m", LIVELY).answer("a", 500, 1).text()).isNotEqualTo(text);
    assertThat(new SimulatedModel(7, "n", LIVELY).answer("a", 500, 1).text()).isNotEqualTo(text);
    assertThat(new SimulatedModel(7, "m", LIVELY).answer("b", 500, 1).text()).isNotEqualTo(text);
  }

  @Test
  void saysFirstThatItIsSimulatedAndWho() {
    assertThat(new SimulatedModel(0, "gpt-9", Behaviour.DEFAULT).answer("a", 500, 1).text())
        .startsWith("[simulated] gpt-9: ");
    assertThat(saying("No.").text()).isEqualTo("[simulated] m: No.");
    assertThat(saying("I, {model}, agree.").text()).isEqualTo("[simulated] I, m, agree.");
  }

  private static SimulatedAnswer saying(String text) {
    Behaviour behaviour =
        new ModelSettings(null, null, null, null, null, text, null, null).over(Behaviour.DEFAULT);
    return new SimulatedModel(0, "m", behaviour).answer("a", 500, 1);
  }

  @Test
  void countsFourBytesAsAToken() {
    SimulatedAnswer answer = saying("123456789 123456789 1");
    assertThat(answer.text()).hasSize(36);
    assertThat(answer.outputTokens()).isEqualTo(9);
    assertThat(answer.inputTokens()).isEqualTo(1);
    assertThat(Tokens.count("")).isZero();
    assertThat(Tokens.count("äöü")).isEqualTo(2);
  }

  @Test
  void keepsToTheLengthItsBehaviourSays() {
    SimulatedModel model = new SimulatedModel(0, "m", LIVELY);
    long[] lengths =
        LongStream.range(0, 500).map(i -> model.answer("q" + i, 500, 1).outputTokens()).toArray();
    assertThat(LongStream.of(lengths).min().orElseThrow()).isBetween(58L, 64L);
    assertThat(LongStream.of(lengths).max().orElseThrow()).isBetween(136L, 140L);
    assertThat(LongStream.of(lengths).average().orElseThrow()).isCloseTo(100, within(4.0));
  }

  @Test
  void isCutAtTheLimitOfTheCall() {
    SimulatedAnswer answer = new SimulatedModel(0, "m", LIVELY).answer("a", 10, 1);
    assertThat(answer.outputTokens()).isEqualTo(10);
    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(new SimulatedModel(0, "m", LIVELY).answer("a", Long.MAX_VALUE, 1).finishReason())
        .isEqualTo(FinishReason.STOP);
  }

  @Test
  void takesTheTimeItsBehaviourSays() {
    SimulatedModel model = new SimulatedModel(0, "m", LIVELY);
    for (int i = 0; i < 100; i++) {
      SimulatedAnswer answer = model.answer("q" + i, 500, 1);
      assertThat(answer.latency()).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
      assertThat(answer.duration().minus(answer.latency()))
          .isEqualTo(Duration.ofMillis(20 * answer.outputTokens()));
    }
  }

  @Test
  void reportsAShareOfTheInputAsCached() {
    SimulatedAnswer answer = new SimulatedModel(0, "m", LIVELY).answer("x".repeat(400), 500, 1);
    assertThat(answer.inputTokens()).isEqualTo(100);
    assertThat(answer.cachedInputTokens()).isEqualTo(25);
  }

  @Test
  void failsAsOftenAsItsBehaviourSays() {
    SimulatedModel model = new SimulatedModel(0, "m", LIVELY);
    assertThat(share(model, FailureKind.RATE_LIMITED)).isCloseTo(0.10, within(0.01));
    assertThat(share(model, FailureKind.SERVER_ERROR)).isCloseTo(0.05, within(0.01));
    assertThat(share(model, FailureKind.OVERLOADED)).isZero();
  }

  private static double share(SimulatedModel model, FailureKind kind) {
    return LongStream.range(0, 5_000)
            .filter(i -> model.answer("q" + i, 1, 1).fault() == kind)
            .count()
        / 5_000.0;
  }

  @Test
  void failsByTheAttemptSoThatARetryMaySucceed() {
    SimulatedModel model = new SimulatedModel(0, "m", LIVELY);
    String failing =
        LongStream.range(0, 100)
            .mapToObj(i -> "q" + i)
            .filter(question -> model.answer(question, 500, 1).fault() != null)
            .findFirst()
            .orElseThrow();
    assertThat(LongStream.range(2, 10).mapToObj(i -> model.answer(failing, 500, i)))
        .anyMatch(answer -> answer.fault() == null)
        .allMatch(answer -> answer.text().equals(model.answer(failing, 500, 1).text()));
  }
}
