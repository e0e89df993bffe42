package dev.penstock.core.tokens;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolSpec;
import java.util.Map;

/**
 * The most input tokens a request can have: a byte-level encoding never makes more tokens than
 * there are bytes of UTF-8. It needs no tokenizer, so holds rest on it.
 */
public final class TokenBound {
  /** What a message, a tool or a document may take beside its text, in any wire's template. */
  private static final long OVERHEAD = 16;

  private TokenBound() {}

  /** The bound for a request, documents included. */
  public static long of(ChatRequest request) {
    long bytes = OVERHEAD;
    for (Message message : request.messages()) {
      bytes += OVERHEAD + of(message);
    }
    for (ContextDocument document : request.documents()) {
      bytes += OVERHEAD + utf8Length(document.name()) + utf8Length(document.text());
    }
    for (ToolSpec tool : request.tools()) {
      bytes +=
          2 * OVERHEAD
              + utf8Length(tool.name())
              + utf8Length(tool.description())
              + utf8Length(tool.parameters());
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema schema) {
      bytes += 2 * OVERHEAD + utf8Length(schema.name()) + utf8Length(schema.schema());
    }
    for (Map<String, Object> fields : request.extra().values()) {
      bytes += OVERHEAD + of(fields);
    }
    return bytes;
  }

  /** The bound for a text by itself. */
  public static long of(String text) {
    return OVERHEAD + utf8Length(text);
  }

  private static long of(Message message) {
    return switch (message) {
      case Message.User user -> {
        long bytes = 0;
        for (Part part : user.parts()) {
          bytes +=
              part instanceof Part.Text(String text)
                  ? OVERHEAD + utf8Length(text)
                  : TokenCounter.PER_IMAGE;
        }
        yield bytes;
      }
      case Message.Assistant assistant -> {
        long bytes = utf8Length(assistant.text()) + of(assistant.extra());
        for (ToolCall call : assistant.toolCalls()) {
          bytes +=
              2 * OVERHEAD
                  + utf8Length(call.id())
                  + utf8Length(call.name())
                  + utf8Length(call.arguments());
        }
        yield bytes;
      }
      case Message.SystemText system -> utf8Length(system.text());
      case Message.ToolResult result ->
          OVERHEAD + utf8Length(result.callId()) + utf8Length(result.text());
    };
  }

  private static long of(Map<String, Object> fields) {
    return fields.isEmpty() ? 0 : utf8Length(fields.toString());
  }

  /** The length of a text in bytes of UTF-8; a pair of surrogates counts as four. */
  static long utf8Length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
