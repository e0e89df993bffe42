package dev.penstock.samples.gateway.support;

import dev.penstock.api.Engine;
import dev.penstock.api.Verdict;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what somebody thinks of an answer. */
public final class Feedback implements Handler {
  private static final int LONGEST_ID = 256;

  private final Engine engine;

  /** Tells an engine. */
  public Feedback(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void handle(Exchange exchange) {
    Map<String, String> texts =
        JsonIn.read(
            exchange.body(),
            in -> {
              Map<String, String> read = new HashMap<>();
              in.fields(
                  (name, value) -> {
                    switch (name) {
                      case "request-id" ->
                          read.put(name, in.label("invalid_request_id", LONGEST_ID));
                      case "verdict" -> read.put(name, in.text());
                      default -> throw in.unknown();
                    }
                  });
              return read;
            });
    @Nullable String id = texts.get("request-id");
    if (id == null) {
      throw HttpError.field("request_id_required", "request-id", "request-id is missing");
    }
    boolean known = engine.feedback(id, verdict(texts.get("verdict")));
    exchange.answer(
        200,
        JsonOut.write(
            json -> {
              json.writeStartObject();
              json.writeBooleanProperty("known", known);
              json.writeEndObject();
            }));
  }

  private static Verdict verdict(@Nullable String word) {
    return switch (word) {
      case "good" -> Verdict.GOOD;
      case "bad" -> Verdict.BAD;
      case null, default ->
          throw HttpError.field("invalid_verdict", "verdict", "verdict must be good or bad");
    };
  }
}
