package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An answer streamed as server-sent events, each with a JSON object. */
final class SseStream implements ProviderStream {
  private final UpstreamResponse response;
  private final ErrorReplies errors;
  private final CallLabel label;
  private final InputStream body;
  private final SseReader events;
  private final StreamedAnswer answer;
  private volatile boolean ended;
  private volatile boolean whole;

  private SseStream(
      UpstreamResponse response,
      InputStream body,
      StreamedAnswer answer,
      ErrorReplies errors,
      CallLabel label) {
    this.response = response;
    this.answer = answer;
    this.errors = errors;
    this.label = label;
    this.body = body;
    events = new SseReader(body);
    response.waiting(null);
  }

  /** Takes over the response: it is closed with the stream, or now if it is no stream. */
  static SseStream open(
      UpstreamResponse response, StreamedAnswer answer, ErrorReplies errors, CallLabel label)
      throws ProviderException {
    try {
      InputStream body = response.body(Limits.STREAM);
      if (response.mediaType().equals("text/html")) {
        throw label.failure(FailureKind.MALFORMED, Phase.NOT_RUN, "the answer is a web page");
      }
      return new SseStream(response, body, answer, errors, label);
    } catch (ProviderException e) {
      response.close();
      throw e;
    }
  }

  @Override
  public @Nullable StreamEvent next() throws ProviderException {
    if (ended) {
      return null;
    }
    response.waiting(Thread.currentThread());
    try {
      StreamEvent event = read();
      whole = event instanceof StreamEvent.End;
      ended = whole;
      return event;
    } catch (IOException e) {
      throw failed(response.failure(e, answer.begun()));
    } catch (ProviderException e) {
      throw failed(e);
    } finally {
      response.waiting(null);
    }
  }

  @Override
  public void close() {
    if (whole) {
      response.finish(body);
    }
    whole = false;
    ended = true;
    response.close();
  }

  private StreamEvent read() throws IOException, ProviderException {
    StreamEvent event = answer.poll();
    if (event != null) {
      return event;
    }
    if (answer.ended()) {
      return end();
    }
    return switch (events.next()) {
      case END -> end();
      case PAGE ->
          throw label.failure(FailureKind.MALFORMED, Phase.NOT_RUN, "the answer is a web page");
      case LIFE -> StreamEvent.ALIVE;
      case EVENT -> {
        if (events.is("[DONE]")) {
          yield end();
        }
        chunk();
        StreamEvent read = answer.poll();
        yield read == null ? StreamEvent.ALIVE : read;
      }
    };
  }

  /** An event that cannot be read is skipped only if nothing of the answer can be missing then. */
  private void chunk() throws ProviderException {
    try (JsonParser json = Json.parser(events.data(), 0, events.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw label.failure(FailureKind.MALFORMED, phase(), "an event is not a JSON object");
      }
      if (events.name().equals("error")) {
        throw errors.inStream(ErrorBody.read(json), response, answer.begun(), label);
      }
      answer.read(json);
    } catch (JacksonException e) {
      if (!answer.mayCarryContent(events.name())) {
        return;
      }
      throw label.failure(FailureKind.MALFORMED, phase(), "an event is not the JSON it should be");
    }
    ErrorBody error = answer.error();
    if (error != null) {
      throw errors.inStream(error, response, answer.begun(), label);
    }
  }

  private StreamEvent end() throws ProviderException {
    if (!answer.whole()) {
      throw label.failure(FailureKind.TRUNCATED, phase(), "the stream ended before the answer did");
    }
    return answer.toEnd();
  }

  private Phase phase() {
    return answer.begun() ? Phase.ANSWERING : Phase.MAY_HAVE_RUN;
  }

  private ProviderException failed(ProviderException e) {
    ended = true;
    response.close();
    return e;
  }
}
