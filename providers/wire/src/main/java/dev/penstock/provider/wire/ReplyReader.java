package dev.penstock.provider.wire;

import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads answers as they arrive, without a tree. */
public final class ReplyReader {
  private ReplyReader() {}

  /**
   * Reads the body into the answer.
   *
   * @throws ProviderException if the body breaks off, is no answer, or tells an error
   */
  public static ProviderReply read(
      UpstreamResponse response, WholeAnswer answer, ErrorReplies errors, CallLabel label)
      throws ProviderException {
    read(response, answer::read, answer::begun, label);
    ErrorBody error = answer.error();
    if (error != null) {
      throw errors.inside(error, response, label);
    }
    if (!answer.begun()) {
      throw label.failure(FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "there is no answer in it");
    }
    return answer.toReply();
  }

  /**
   * Reads an answer that was asked for as a stream; a server may send it all at once. Takes over
   * the response: it is closed with the stream, or now.
   */
  public static ProviderStream stream(
      UpstreamResponse response,
      StreamedAnswer streamed,
      WholeAnswer whole,
      ErrorReplies errors,
      CallLabel label)
      throws ProviderException {
    if (!response.mediaType().equals("application/json")) {
      return SseStream.open(response, streamed, errors, label);
    }
    try (response) {
      return new WholeReplyStream(read(response, whole, errors, label));
    }
  }

  /**
   * Reads vectors.
   *
   * @throws ProviderException as {@link #read} does, or if there is not one for each text
   */
  public static Embeddings vectors(
      UpstreamResponse response, EmbeddingAnswer answer, ErrorReplies errors, CallLabel label)
      throws ProviderException {
    read(response, answer::read, () -> answer.rows().seen() > 0, label);
    ErrorBody error = answer.error();
    if (error != null) {
      throw errors.inside(error, response, label);
    }
    String wrong = answer.rows().problem();
    if (wrong != null) {
      throw label.failure(FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, wrong);
    }
    return new Embeddings(answer.rows().whole(), answer.usage());
  }

  private static void read(
      UpstreamResponse response,
      Consumer<JsonParser> answer,
      BooleanSupplier begun,
      CallLabel label)
      throws ProviderException {
    PushbackInputStream body = new PushbackInputStream(response.answer());
    boolean whole = false;
    try {
      if (response.mediaType().equals("text/html") || beginsWithMarkup(body)) {
        throw label.failure(FailureKind.MALFORMED, Phase.NOT_RUN, "the answer is a web page");
      }
      JsonParser json = Json.parser(body);
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw label.failure(
            FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "the answer is not a JSON object");
      }
      answer.accept(json);
      if (json.nextToken() != null) {
        throw label.failure(
            FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "there is more after the answer");
      }
      json.close();
      whole = true;
    } catch (IOException | JacksonException e) {
      throw response.failure(e, begun.getAsBoolean());
    } finally {
      // Closing the body first would read what is left of it, whose end may never come.
      if (!whole) {
        response.close();
      }
    }
  }

  /** Whatever media type it is sent as. */
  private static boolean beginsWithMarkup(PushbackInputStream body) throws IOException {
    int first = body.read();
    while (first >= 0 && first <= ' ') {
      first = body.read();
    }
    if (first >= 0) {
      body.unread(first);
    }
    return first == '<';
  }
}
