package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Status and headers of a response, but those that frame its body. */
record Head(int status, Map<String, String> headers, String more, boolean chunked) {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String STREAM =
      "Content-Type: text/event-stream\r\nCache-Control: no-cache\r\n";

  /**
   * Writes the body of a content and gives its head, or null if it has none.
   *
   * @param usage what an answer reports
   */
  static @Nullable Head of(
      Wire wire, Exchange exchange, Reply content, Usage usage, WireText body) {
    body.clear();
    return switch (content) {
      case Reply.Answer answer when exchange.stream() -> {
        wire.stream(exchange, answer, usage, body);
        yield new Head(200, Map.of(), STREAM, true);
      }
      case Reply.Answer answer -> {
        wire.answer(exchange, answer, usage, body);
        yield new Head(200, Map.of(), JSON, false);
      }
      case Reply.Vectors vectors -> {
        wire.vectors(exchange, vectors, usage, body);
        yield new Head(200, Map.of(), JSON, false);
      }
      case Reply.Models models -> {
        wire.models(models, body);
        yield new Head(200, Map.of(), JSON, false);
      }
      case Reply.Failure failure -> {
        wire.failure(failure, body);
        yield new Head(failure.status(), failure.headers(), JSON, false);
      }
      case Reply.Body other -> {
        body.bytes(other.bytes(), 0, other.bytes().length);
        yield new Head(other.status(), other.headers(), "", other.chunked());
      }
      case Reply.Raw raw -> {
        body.bytes(raw.bytes(), 0, raw.bytes().length);
        yield null;
      }
      case Reply.Stall stall -> null;
      case Altered altered -> throw new IllegalStateException("not unwrapped");
    };
  }

  void append(WireText out) {
    out.ascii("HTTP/1.1 ").number(status).ascii(" Scripted\r\n");
    headers.forEach((name, value) -> out.ascii(name).ascii(": ").ascii(value).ascii("\r\n"));
    out.ascii(more);
  }
}
