package dev.penstock.spi;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer of a provider.
 *
 * @param text its text, empty if it only called tools
 * @param toolCalls the tools it wants called
 * @param finishReason why the model stopped
 * @param usage the tokens as reported, or null if the provider reported none or nonsense
 * @param model the model that answered by the provider's own name, or null if it did not say
 * @param responseId the provider's id of the answer, or null if it gave none
 * @param extra other fields of the answer, by wire name, as JSON values; nothing is thrown away
 */
public record ProviderReply(
    String text,
    List<ToolCall> toolCalls,
    FinishReason finishReason,
    @Nullable ReportedUsage usage,
    @Nullable String model,
    @Nullable String responseId,
    Map<String, Object> extra) {
  /** Checks and copies the components. */
  public ProviderReply {
    Objects.requireNonNull(text, "text");
    toolCalls = List.copyOf(toolCalls);
    Objects.requireNonNull(finishReason, "finishReason");
    Objects.requireNonNull(extra, "extra");
  }

  /** A complete text answer. */
  public static ProviderReply of(String text, ReportedUsage usage) {
    return new ProviderReply(text, List.of(), FinishReason.STOP, usage, null, null, Map.of());
  }
}
