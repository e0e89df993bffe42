package dev.penstock.samples.gateway.responses;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.EngineErrors;
import dev.penstock.samples.gateway.server.EventStream;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asked;
import dev.penstock.samples.gateway.wire.Decided;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Answers requests for responses, whole or as a stream; none is kept. */
public final class Responses implements Handler {
  private final Engine engine;
  private final Supplier<PolicyNames> names;
  private final InstantSource clock;

  /** Answers by an engine. */
  public Responses(Engine engine, Supplier<PolicyNames> names, InstantSource clock) {
    this.engine = engine;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public void handle(Exchange exchange) {
    Asked asked =
        ResponsesReader.read(exchange.body(), exchange.id(), exchange.caller(), names.get());
    boolean penstock = Decided.isWanted(asked, exchange);
    try {
      if (asked.stream()) {
        stream(exchange, asked, penstock);
      } else {
        Answer answer = exchange.abortable(() -> engine.route(asked.request()));
        Decided.headers(answer, exchange);
        exchange.answer(200, writer(exchange, answer.route(), asked).whole(answer, penstock));
      }
    } catch (PenstockException e) {
      Decided.headers(e, exchange);
      throw e;
    }
  }

  private ResponseWriter writer(Exchange exchange, RouteTaken route, Asked asked) {
    return new ResponseWriter(
        exchange.id(), clock.instant().getEpochSecond(), route.model(), asked.request());
  }

  private void stream(Exchange exchange, Asked asked, boolean penstock) {
    try (ChatStream stream = exchange.abortable(() -> engine.stream(asked.request()))) {
      Decided.headers(stream.route(), exchange);
      ResponseWriter writer = writer(exchange, stream.route(), asked);
      try (EventStream events = exchange.events()) {
        ResponseEvents response = new ResponseEvents(events, writer);
        try {
          exchange.abortable(stream, () -> pass(stream, response, penstock));
        } catch (PenstockException e) {
          broken(EngineErrors.of(e), response, exchange);
        } catch (HttpError e) {
          broken(e, response, exchange);
        }
      }
    }
  }

  private static void pass(ChatStream stream, ResponseEvents response, boolean penstock) {
    response.begin();
    for (Chunk chunk = stream.next(); chunk != null; chunk = stream.next()) {
      response.piece(chunk);
    }
    response.end(stream.answer(), penstock);
  }

  /** The status has gone out already; an error in place of the end says that it is not whole. */
  private static void broken(HttpError error, ResponseEvents response, Exchange exchange) {
    exchange.breakOff(error);
    response.broken(error);
  }
}
