package dev.penstock.provider.openai;

import dev.penstock.api.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/** The words of {@code finish_reason}. */
final class FinishReasons {
  private FinishReasons() {}

  static FinishReason of(@Nullable String word, boolean toolsCalled) {
    return switch (word) {
      case "stop" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "length", "model_length", "max_tokens" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case null, default -> FinishReason.OTHER;
    };
  }
}
