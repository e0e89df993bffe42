package dev.penstock.samples.gateway.messages;

import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import java.util.Map;

/** One block of a message's content. */
sealed interface Block {
  /** What stands in a message of the user. */
  record Said(Part part) implements Block {}

  /** A call of a tool. */
  record Called(ToolCall call) implements Block {}

  /** What a tool answered to a call. */
  record Returned(String callId, String text) implements Block {}

  /** Thoughts, which go back as they came. */
  record Thought(Map<String, Object> fields) implements Block {}
}
