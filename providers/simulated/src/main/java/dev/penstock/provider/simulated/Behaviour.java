package dev.penstock.provider.simulated;

import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated model behaves.
 *
 * @param latency the time to the first token
 * @param jitter how far the latency varies up and down
 * @param tokensPerSecond the speed of an answer after its first token, or null for all at once
 * @param answerTokens the mean length of an answer
 * @param answerSpread how far the length varies up and down
 * @param say the text of every answer, with <code>{model}</code> for the model's name, or null for
 *     an invented text of the length above
 * @param cachedInput the share of input tokens reported as read from a prompt cache
 * @param faults the share of attempts that fail, by kind of failure
 */
public record Behaviour(
    Duration latency,
    Share jitter,
    @Nullable Long tokensPerSecond,
    long answerTokens,
    Share answerSpread,
    @Nullable String say,
    Share cachedInput,
    Map<FailureKind, Share> faults) {

  private static final Share NONE = Share.ofPercent(0);
  private static final long LONGEST_ANSWER = 100_000;
  private static final Duration LONGEST_LATENCY = Duration.ofHours(1);

  /** Answers of 120 tokens, at once, without faults. */
  public static final Behaviour DEFAULT =
      new Behaviour(Duration.ZERO, NONE, null, 120, NONE, null, NONE, Map.of());

  /** Refuses values out of range, faults that are no provider's, and more faults than attempts. */
  public Behaviour {
    if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
      throw new IllegalArgumentException("latency must be from 0s to 1h");
    }
    if (tokensPerSecond != null && tokensPerSecond < 1) {
      throw new IllegalArgumentException("tokens-per-second must be at least 1");
    }
    if (answerTokens < 1 || answerTokens > LONGEST_ANSWER) {
      throw new IllegalArgumentException("answer-tokens must be from 1 to 100k");
    }
    if (say != null && say.isBlank()) {
      throw new IllegalArgumentException("say must not be blank");
    }
    faults = checked(faults);
  }

  private static Map<FailureKind, Share> checked(Map<FailureKind, Share> faults) {
    if (faults.containsKey(FailureKind.CANCELLED)
        || faults.containsKey(FailureKind.PLUGIN_FAILED)) {
      throw new IllegalArgumentException(
          "faults must not name cancelled or plugin-failed, which are no provider's");
    }
    BigDecimal sum =
        faults.values().stream().map(Share::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("faults must not be more than 100% in all");
    }
    Map<FailureKind, Share> inOrder = new EnumMap<>(FailureKind.class);
    inOrder.putAll(faults);
    return Collections.unmodifiableMap(inOrder);
  }

  /** Whether a model of this behaviour never waits for anything. */
  boolean answersAtOnce() {
    return latency.isZero()
        && tokensPerSecond == null
        && !faults.containsKey(FailureKind.TIMEOUT)
        && !faults.containsKey(FailureKind.CONNECT_TIMEOUT);
  }
}
