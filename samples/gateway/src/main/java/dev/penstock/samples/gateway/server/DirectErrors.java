package dev.penstock.samples.gateway.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers what is wrong before a request is one: its framing, its size. */
final class DirectErrors implements DirectHandler {
  private final ErrorShape shape;

  DirectErrors(ErrorShape shape) {
    this.shape = shape;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    HttpError error = error(type, status, message == null ? "" : message.toLowerCase(Locale.ROOT));
    return TransportResponse.builder()
        .status(Status.create(error.status()))
        .header(HeaderNames.CONTENT_TYPE, Exchange.JSON)
        .header(HeaderNames.CONNECTION, "close")
        .entity(shape.write(error, ""))
        .keepAlive(false)
        .build();
  }

  /** What is wrong with the body of a request. */
  static HttpError of(RequestException e) {
    return error(
        e.eventType(), e.status(), String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
  }

  private static HttpError error(EventType type, Status status, String message) {
    if (type == EventType.HTTP_VERSION_NOT_SUPPORTED) {
      return new HttpError(505, "http_version_not_supported", "speak HTTP/1.1");
    }
    if (message.contains("header size exceeded")) {
      return new HttpError(431, "header_too_large", "the headers are too large");
    }
    if (message.contains("content-encoding") || message.contains("content encoding")) {
      return new HttpError(415, "unsupported_encoding", "the body must not be compressed");
    }
    return switch (status.code()) {
      case 413 -> HttpError.tooLarge();
      case 414 -> new HttpError(414, "uri_too_long", "the path is too long");
      case 400 -> new HttpError(400, "bad_framing", "this is no proper request of HTTP/1.1");
      case 503 -> new HttpError(503, "overloaded", "the gateway has too much to do; come again");
      default -> new HttpError(status.code(), "internal_error", "the request failed");
    };
  }
}
