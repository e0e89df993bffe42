package dev.penstock.core.prune;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.core.tokens.TokenCounter;

/**
 * Counts as the engine's counter does, but in bounded time: a long text is counted block by block,
 * and a very long one by its beginning.
 */
final class TokenMeter {
  private static final int BLOCK = 2_000;
  private static final int LONGEST = 64_000;

  private final TokenCounter counter;

  TokenMeter(TokenCounter counter) {
    this.counter = counter;
  }

  long of(String text) {
    if (text.length() <= BLOCK) {
      return counter.count(text);
    }
    int end = Math.min(text.length(), LONGEST);
    long tokens = 0;
    int from = 0;
    while (from < end) {
      int to = blockEnd(text, from, end);
      tokens += counter.count(text.substring(from, to));
      from = to;
    }
    return end == text.length() ? tokens : (long) Math.ceil(tokens * (double) text.length() / end);
  }

  /** Before a single blank a count may be parted without another result. */
  private static int blockEnd(String text, int from, int end) {
    int to = from + BLOCK;
    if (to >= end) {
      return end;
    }
    for (int i = to; i > to - BLOCK / 4; i--) {
      if (text.charAt(i) == ' ' && Character.isLetterOrDigit(text.charAt(i - 1))) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
  }

  /** What a document takes. */
  long of(ContextDocument document) {
    return TokenCounter.PER_MESSAGE + of(document.name()) + of(document.text());
  }

  /** What a message takes. */
  long of(Message message) {
    return TokenCounter.PER_MESSAGE
        + switch (message) {
          case Message.User(var parts) -> {
            long tokens = 0;
            for (Part part : parts) {
              tokens += part instanceof Part.Text(String text) ? of(text) : TokenCounter.PER_IMAGE;
            }
            yield tokens;
          }
          case Message.Assistant(String text, var calls, var extra) -> {
            long tokens = of(text);
            for (ToolCall call : calls) {
              tokens += 2 * TokenCounter.PER_MESSAGE + of(call.name()) + of(call.arguments());
            }
            yield tokens;
          }
          case Message.SystemText(String text) -> of(text);
          case Message.ToolResult(String id, String text) -> of(id) + of(text);
        };
  }

  /** What a request takes beside its messages and documents. */
  long ofRest(ChatRequest request) {
    long tokens = TokenCounter.PER_MESSAGE;
    for (ToolSpec tool : request.tools()) {
      tokens +=
          2 * TokenCounter.PER_MESSAGE
              + of(tool.name())
              + of(tool.description())
              + of(tool.parameters());
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema schema) {
      tokens += TokenCounter.PER_MESSAGE + of(schema.schema());
    }
    return tokens;
  }

  /** What a request takes. */
  long of(ChatRequest request) {
    long tokens = ofRest(request);
    for (Message message : request.messages()) {
      tokens += of(message);
    }
    for (ContextDocument document : request.documents()) {
      tokens += of(document);
    }
    return tokens;
  }
}
