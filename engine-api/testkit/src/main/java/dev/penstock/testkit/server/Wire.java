package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.util.List;
import java.util.Map;

/** How a vendor's API looks: its endpoints, and its answers as bytes. */
interface Wire {
  /** Whether there is such an endpoint. */
  boolean serves(String method, String pathBehindPrefix);

  /** The model asked for, or an empty text. */
  default String model(Exchange exchange) {
    return exchange.json().get("model") instanceof String model ? model : "";
  }

  /** Whether a stream is asked for. */
  default boolean stream(Exchange exchange) {
    return Boolean.TRUE.equals(exchange.json().get("stream"));
  }

  /** The text of the last message of role {@code user}, or an empty text. */
  default String question(Exchange exchange) {
    if (exchange.json().get("messages") instanceof List<?> messages) {
      for (Object message : messages.reversed()) {
        if (message instanceof Map<?, ?> map && "user".equals(map.get("role"))) {
          return Exchange.text(map.get("content"));
        }
      }
    }
    return "";
  }

  /** Writes a complete answer as JSON. */
  void answer(Exchange exchange, Reply.Answer answer, Usage usage, WireText out);

  /** Writes a complete answer as an event stream, its content by {@link WireText#piece}. */
  void stream(Exchange exchange, Reply.Answer answer, Usage usage, WireText out);

  /** Writes vectors. */
  void vectors(Exchange exchange, Reply.Vectors vectors, Usage usage, WireText out);

  /** Writes the list of models. */
  void models(Reply.Models models, WireText out);

  /** Writes an error's body. */
  void failure(Reply.Failure failure, WireText out);

  /** Writes an error as an event of a stream that has begun. */
  default void failureEvent(Reply.Failure failure, WireText out) {
    out.ascii("data: ");
    failure(failure, out);
    out.ascii("\n\n");
  }
}
