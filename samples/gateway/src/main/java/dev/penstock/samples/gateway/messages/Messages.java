package dev.penstock.samples.gateway.messages;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.EngineErrors;
import dev.penstock.samples.gateway.server.EventStream;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asked;
import dev.penstock.samples.gateway.wire.Decided;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers requests for messages, whole or as a stream. */
public final class Messages implements Handler {
  private static final String VERSION = "anthropic-version";
  private static final List<String> VERSIONS = List.of("2023-06-01", "2026-10-21");

  private final Engine engine;
  private final Supplier<PolicyNames> names;
  private final AnthropicErrors errors = new AnthropicErrors();

  /** Answers by an engine. */
  public Messages(Engine engine, Supplier<PolicyNames> names) {
    this.engine = engine;
    this.names = names;
  }

  @Override
  public void handle(Exchange exchange) {
    checkVersion(exchange.header(VERSION));
    Asked asked =
        MessagesReader.read(exchange.body(), exchange.id(), exchange.caller(), names.get());
    boolean penstock = Decided.isWanted(asked, exchange);
    try {
      if (asked.stream()) {
        stream(exchange, asked, penstock);
      } else {
        Answer answer = exchange.abortable(() -> engine.route(asked.request()));
        Decided.headers(answer, exchange);
        exchange.answer(200, MessageWriter.whole(exchange.id(), answer, penstock));
      }
    } catch (PenstockException e) {
      Decided.headers(e, exchange);
      throw e;
    }
  }

  private static void checkVersion(Optional<String> version) {
    if (version.isPresent() && !VERSIONS.contains(version.get().strip())) {
      throw new HttpError(
          400, "unsupported_version", VERSION + " must be one of " + String.join(", ", VERSIONS));
    }
  }

  private void stream(Exchange exchange, Asked asked, boolean penstock) {
    try (ChatStream stream = exchange.abortable(() -> engine.stream(asked.request()))) {
      Decided.headers(stream.route(), exchange);
      try (EventStream events = exchange.events()) {
        try {
          exchange.abortable(stream, () -> pass(stream, events, exchange.id(), penstock));
        } catch (PenstockException e) {
          broken(EngineErrors.of(e), events, exchange);
        } catch (HttpError e) {
          broken(e, events, exchange);
        }
      }
    }
  }

  private static void pass(ChatStream stream, EventStream events, String id, boolean penstock) {
    MessageEvents message = new MessageEvents(events);
    message.begin(id, stream.route().model());
    for (Chunk chunk = stream.next(); chunk != null; chunk = stream.next()) {
      message.piece(chunk);
    }
    message.end(stream.answer(), penstock);
  }

  /** The status has gone out already; an error in place of the end says that it is not whole. */
  private void broken(HttpError error, EventStream events, Exchange exchange) {
    exchange.breakOff(error);
    events.event("error", errors.write(error, exchange.id()));
  }
}
