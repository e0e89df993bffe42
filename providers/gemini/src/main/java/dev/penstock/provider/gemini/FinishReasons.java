package dev.penstock.provider.gemini;

import dev.penstock.api.chat.FinishReason;
import org.jspecify.annotations.Nullable;

/** The words of {@code finishReason}. */
final class FinishReasons {
  private FinishReasons() {}

  static FinishReason of(@Nullable String word, boolean toolsCalled) {
    return switch (word) {
      case "STOP" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" ->
          FinishReason.CONTENT_FILTER;
      case String image when image.startsWith("IMAGE_") -> FinishReason.CONTENT_FILTER;
      case null, default -> FinishReason.OTHER;
    };
  }
}
