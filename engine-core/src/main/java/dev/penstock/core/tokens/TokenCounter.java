package dev.penstock.core.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolSpec;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Counts the tokens of a request with JTokkit's o200k encoding, which is exact for newer OpenAI
 * models and an estimate for others. The encoding takes about a second to load, so it is loaded off
 * the request's path when the engine starts.
 */
public final class TokenCounter {
  /**
   * JTokkit takes a run of letters, of spaces or of marks as one piece, and more than twice the
   * time for one twice as long. So a longer run is counted in parts, which may be a token more for
   * each.
   */
  private static final int LONGEST_RUN = 256;

  /** What a message takes beside its text. */
  public static final long PER_MESSAGE = 4;

  /**
   * A flat count for an image in counts and bounds, above what vendors document for one at high
   * detail. A model that takes more breaks the bound once, and has a larger one from then on.
   */
  public static final long PER_IMAGE = 4000;

  /** One for all engines of a process: it never differs, and is large. */
  private static final FutureTask<Encoding> LOADING = new FutureTask<>(TokenCounter::load);

  /** A counter; the encoding is loaded in the background. */
  @Inject
  public TokenCounter() {
    if (!LOADING.isDone()) {
      Thread.ofPlatform().daemon().name("penstock-tokens").start(LOADING);
    }
  }

  private static Encoding load() {
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    Encoding encoding = registry.getEncoding(EncodingType.O200K_BASE);
    encoding.countTokensOrdinary("warm");
    return encoding;
  }

  /** Whether a count would not wait for the encoding. */
  static boolean isLoaded() {
    return LOADING.isDone();
  }

  /** The input tokens of a request, documents included. */
  public long count(ChatRequest request) {
    long tokens = PER_MESSAGE;
    for (Message message : request.messages()) {
      tokens += PER_MESSAGE + count(message);
    }
    for (ContextDocument document : request.documents()) {
      tokens += PER_MESSAGE + count(document.name()) + count(document.text());
    }
    for (ToolSpec tool : request.tools()) {
      tokens +=
          2 * PER_MESSAGE
              + count(tool.name())
              + count(tool.description())
              + count(tool.parameters());
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema schema) {
      tokens += PER_MESSAGE + count(schema.schema());
    }
    return tokens;
  }

  /** The tokens of a text. Names of special tokens in it count as plain text. */
  public long count(String text) {
    if (text.length() <= LONGEST_RUN) {
      return text.isEmpty() ? 0 : encoding().countTokensOrdinary(text);
    }
    long tokens = 0;
    int from = 0;
    int run = 0;
    int kind = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int other = Character.isLetter(c) ? 1 : Character.isWhitespace(c) ? 2 : 3;
      run = other == kind ? run + 1 : 1;
      kind = other;
      if (run >= LONGEST_RUN && !Character.isHighSurrogate(c)) {
        tokens += encoding().countTokensOrdinary(text.substring(from, i + 1));
        from = i + 1;
        run = 0;
      }
    }
    return tokens + encoding().countTokensOrdinary(text.substring(from));
  }

  private long count(Message message) {
    return switch (message) {
      case Message.User(var parts) -> {
        long tokens = 0;
        for (Part part : parts) {
          tokens += part instanceof Part.Text(String text) ? count(text) : PER_IMAGE;
        }
        yield tokens;
      }
      case Message.Assistant(String text, var calls, var extra) -> {
        long tokens = count(text);
        for (ToolCall call : calls) {
          tokens += 2 * PER_MESSAGE + count(call.name()) + count(call.arguments());
        }
        yield tokens;
      }
      case Message.SystemText(String text) -> count(text);
      case Message.ToolResult(String id, String text) -> count(id) + count(text);
    };
  }

  private static Encoding encoding() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return LOADING.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the token encoding could not be loaded", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
