package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/** The words of {@code stop_reason}. */
final class StopReasons {
  private StopReasons() {}

  static FinishReason of(@Nullable String word) {
    return switch (word) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      case null, default -> FinishReason.OTHER;
    };
  }
}
