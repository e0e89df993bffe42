package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;

/** How a vendor's API looks: its endpoints, and its answers as bytes. */
interface Wire {
  /** Whether there is such an endpoint. */
  boolean serves(String method, String pathBehindPrefix);

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
