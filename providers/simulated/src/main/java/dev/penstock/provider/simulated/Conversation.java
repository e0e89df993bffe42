package dev.penstock.provider.simulated;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;

/** The text of a request's messages, which its answer and its count of tokens follow from. */
final class Conversation {
  private Conversation() {}

  static String of(ChatRequest request) {
    StringBuilder text = new StringBuilder();
    for (Message message : request.messages()) {
      switch (message) {
        case Message.SystemText system -> text.append("system: ").append(system.text());
        case Message.User user -> {
          text.append("user: ");
          user.parts().forEach(part -> append(text, part));
        }
        case Message.Assistant assistant -> {
          text.append("assistant: ").append(assistant.text());
          for (ToolCall call : assistant.toolCalls()) {
            text.append(call.name()).append(call.arguments());
          }
        }
        case Message.ToolResult result -> text.append("tool: ").append(result.text());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Part part) {
    switch (part) {
      case Part.Text words -> text.append(words.text());
      case Part.ImageUrl image -> text.append(image.url());
      case Part.ImageData image -> text.append(Hash.of(0, image.base64()));
    }
  }
}
