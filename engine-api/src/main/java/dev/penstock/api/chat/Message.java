package dev.penstock.api.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One message of a conversation. */
public sealed interface Message {
  /** The text of the message; an image has none, several parts are joined by line breaks. */
  String text();

  /** Instructions of the service to the model. */
  static Message system(String text) {
    return new SystemText(text);
  }

  /** What the user says. */
  static Message user(String text) {
    return new User(List.of(new Part.Text(text)));
  }

  /** What the model said before. */
  static Message assistant(String text) {
    return new Assistant(text, List.of(), Map.of());
  }

  /** What a tool answered to the call of that id. */
  static Message toolResult(String callId, String text) {
    return new ToolResult(callId, text);
  }

  /**
   * Instructions of the service to the model.
   *
   * @param text the instructions
   */
  record SystemText(String text) implements Message {
    /** Checks and copies the components. */
    public SystemText {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * What the user says: text and images in order.
   *
   * @param parts at least one part
   */
  record User(List<Part> parts) implements Message {
    /** Checks and copies the components. */
    public User {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("a user's message needs at least one part");
      }
    }

    @Override
    public String text() {
      if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(String only)) {
        return only;
      }
      StringBuilder joined = new StringBuilder();
      for (Part part : parts) {
        if (part instanceof Part.Text(String piece)) {
          joined.append(joined.isEmpty() ? "" : "\n").append(piece);
        }
      }
      return joined.toString();
    }
  }

  /**
   * What the model said before.
   *
   * @param text its text, empty if it only called tools
   * @param toolCalls the tools it called
   * @param extra fields of that provider's message that must go back unchanged, by wire name
   */
  record Assistant(String text, List<ToolCall> toolCalls, Map<String, Object> extra)
      implements Message {
    /** Checks and copies the components. */
    public Assistant {
      Objects.requireNonNull(text, "text");
      toolCalls = List.copyOf(toolCalls);
      extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
  }

  /**
   * What a tool answered.
   *
   * @param callId the id of the call it answers
   * @param text the result, often JSON
   */
  record ToolResult(String callId, String text) implements Message {
    /** Checks and copies the components. */
    public ToolResult {
      Objects.requireNonNull(callId, "callId");
      Objects.requireNonNull(text, "text");
    }
  }
}
