package dev.penstock.samples.gateway.openai;

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
import dev.penstock.samples.gateway.wire.Decided;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Answers requests for chat completions, whole or as a stream. */
public final class ChatCompletions implements Handler {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private final Engine engine;
  private final Supplier<PolicyNames> names;
  private final InstantSource clock;
  private final OpenAiErrors errors = new OpenAiErrors();

  /** Answers by an engine. */
  public ChatCompletions(Engine engine, Supplier<PolicyNames> names, InstantSource clock) {
    this.engine = engine;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public void handle(Exchange exchange) {
    ChatBody body = ChatReader.read(exchange.body(), exchange.id(), exchange.caller(), names.get());
    boolean penstock = Decided.isWanted(body.asked(), exchange);
    try {
      if (body.asked().stream()) {
        stream(exchange, body, penstock);
      } else {
        Answer answer = exchange.abortable(() -> engine.route(body.asked().request()));
        Decided.headers(answer, exchange);
        exchange.answer(200, writer(exchange, answer.route()).whole(answer, penstock));
      }
    } catch (PenstockException e) {
      Decided.headers(e, exchange);
      throw e;
    }
  }

  private ChatWriter writer(Exchange exchange, RouteTaken route) {
    return new ChatWriter(exchange.id(), clock.instant().getEpochSecond(), route.model());
  }

  private void stream(Exchange exchange, ChatBody body, boolean penstock) {
    try (ChatStream stream = exchange.abortable(() -> engine.stream(body.asked().request()))) {
      Decided.headers(stream.route(), exchange);
      ChatWriter writer = writer(exchange, stream.route());
      try (EventStream events = exchange.events()) {
        try {
          exchange.abortable(
              stream, () -> pass(stream, events, body.includeUsage(), writer, penstock));
        } catch (PenstockException e) {
          broken(EngineErrors.of(e), events, exchange);
        } catch (HttpError e) {
          broken(e, events, exchange);
        }
      }
    }
  }

  private static void pass(
      ChatStream stream, EventStream events, boolean usage, ChatWriter writer, boolean penstock) {
    events.data(writer.first(usage));
    for (Chunk chunk = stream.next(); chunk != null; chunk = stream.next()) {
      events.data(writer.piece(chunk, usage));
    }
    events.data(writer.last(stream.answer(), usage, penstock));
    if (usage) {
      events.data(writer.usage(stream.answer()));
    }
    events.data(DONE);
  }

  /** The status has gone out already; an error in place of the end says that it is not whole. */
  private void broken(HttpError error, EventStream events, Exchange exchange) {
    exchange.breakOff(error);
    events.data(errors.write(error, exchange.id()));
  }
}
