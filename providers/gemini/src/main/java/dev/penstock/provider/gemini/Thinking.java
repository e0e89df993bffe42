package dev.penstock.provider.gemini;

import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.spi.ProviderCall;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a stated effort is written. Models up to 2.5 take a number of tokens, which is a part of the
 * output limit; later ones take a word. Models named {@code pro} always think.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Thinking</a>
 */
final class Thinking {
  private static final Pattern BY_BUDGET = Pattern.compile("(?:models/)?gemini-[12]\\b.*");

  /** The least budget of all models that think with one, and the largest that all of them take. */
  private static final long LEAST = 512;

  private static final long MOST = 24_576;

  /** The least that a model takes which cannot do without. */
  private static final long LEAST_OF_PRO = 128;

  private Thinking() {}

  /** The field {@code thinkingConfig}; empty to leave it out. */
  static Map<String, Object> of(ProviderCall call) {
    ReasoningEffort effort = call.request().reasoningEffort();
    if (effort == null) {
      return Map.of();
    }
    boolean pro = call.modelId().contains("-pro");
    return BY_BUDGET.matcher(call.modelId()).matches()
        ? Map.of("thinkingBudget", budget(effort, call.maxOutputTokens(), pro))
        : Map.of("thinkingLevel", level(effort, pro));
  }

  /** A limit too small for thinking and an answer has as little thinking as there can be. */
  private static long budget(ReasoningEffort effort, long limit, boolean pro) {
    if (effort == ReasoningEffort.NONE || limit <= LEAST) {
      return pro ? LEAST_OF_PRO : 0;
    }
    return Math.clamp(limit / 100 * percent(effort), LEAST, MOST);
  }

  private static int percent(ReasoningEffort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> 10;
      case LOW -> 20;
      case MEDIUM -> 50;
      case HIGH -> 80;
      case XHIGH -> 90;
      case MAX -> 95;
    };
  }

  private static String level(ReasoningEffort effort, boolean pro) {
    return switch (effort) {
      case NONE, MINIMAL -> pro ? "LOW" : "MINIMAL";
      case LOW -> "LOW";
      case MEDIUM -> "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }
}
