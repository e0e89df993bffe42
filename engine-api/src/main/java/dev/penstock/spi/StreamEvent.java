package dev.penstock.spi;

import dev.penstock.api.chat.FinishReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a streamed answer. */
public sealed interface StreamEvent {
  /**
   * More text.
   *
   * @param text not empty
   */
  record TextDelta(String text) implements StreamEvent {}

  /**
   * More of a tool call. The first delta of an index carries id and name.
   *
   * @param index which call of the answer, from 0
   * @param id the call's id, or null after the first delta
   * @param name the tool's name, or null after the first delta
   * @param arguments more of the arguments' JSON text, maybe empty
   */
  record ToolCallDelta(int index, @Nullable String id, @Nullable String name, String arguments)
      implements StreamEvent {}

  /** A sign of life without content. */
  StreamEvent ALIVE = new Alive();

  /**
   * The provider is still there but has nothing to say yet: a comment, a ping, a chunk without
   * content. It ends a silence, and is no first token. May be given as often as it comes, or never.
   */
  record Alive() implements StreamEvent {}

  /**
   * The complete end.
   *
   * @param finishReason why the model stopped
   * @param usage the tokens as reported, or null if the provider reported none
   * @param model the model that answered by the provider's own name, or null if it did not say
   * @param responseId the provider's id of the answer, or null if it gave none
   * @param extra other fields of the answer, by wire name
   */
  record End(
      FinishReason finishReason,
      @Nullable ReportedUsage usage,
      @Nullable String model,
      @Nullable String responseId,
      Map<String, Object> extra)
      implements StreamEvent {}
}
