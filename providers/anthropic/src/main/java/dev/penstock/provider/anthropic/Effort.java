package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.spi.ProviderCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a stated effort is written.
 *
 * @param thinking the field {@code thinking}, or null to leave it out
 * @param word the effort of {@code output_config}, or null to leave it out
 */
record Effort(@Nullable Map<String, Object> thinking, @Nullable String word) {
  private static final Effort UNSTATED = new Effort(null, null);
  private static final Effort NONE = new Effort(Map.of("type", "disabled"), null);
  private static final Map<String, Object> ADAPTIVE = Map.of("type", "adaptive");

  /** The least budget the API takes. */
  private static final long LEAST = 1024;

  static Effort of(ProviderCall call, ApiVersion version) {
    ReasoningEffort effort = call.request().reasoningEffort();
    if (effort == null) {
      return UNSTATED;
    }
    if (effort == ReasoningEffort.NONE) {
      return NONE;
    }
    return switch (version.thinking()) {
      case ADAPTIVE -> new Effort(ADAPTIVE, word(effort));
      case BUDGET -> budget(call, effort);
    };
  }

  /** The budget is a part of the output limit; a limit too small for both has no thinking. */
  private static Effort budget(ProviderCall call, ReasoningEffort effort) {
    long limit = call.maxOutputTokens();
    if (limit <= LEAST) {
      return NONE;
    }
    if (call.request().temperature() != null || call.request().topP() != null) {
      throw new IllegalArgumentException(
          "Anthropic takes no temperature or top-p together with a reasoning effort; drop one");
    }
    long budget = Math.max(LEAST, limit / 100 * percent(effort));
    return new Effort(Map.of("type", "enabled", "budget_tokens", budget), null);
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

  private static String word(ReasoningEffort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case XHIGH -> "xhigh";
      case MAX -> "max";
    };
  }
}
