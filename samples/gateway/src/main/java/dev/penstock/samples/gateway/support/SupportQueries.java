package dev.penstock.samples.gateway.support;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.support.CustomerAnswer;
import dev.penstock.api.support.CustomerQuery;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Decided;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers questions of customers, who are the tenant's of the key. */
public final class SupportQueries implements Handler {
  private static final int LONGEST_LABEL = 128;
  private static final int LONGEST_MESSAGE = 1_000_000;

  private final Engine engine;
  private final InstantSource clock;

  /** Answers by an engine. */
  public SupportQueries(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void handle(Exchange exchange) {
    CustomerQuery query = JsonIn.read(exchange.body(), SupportQueries::query);
    if (query.id() != null) {
      exchange.engineId(query.id());
    }
    Answer answer = exchange.abortable(() -> engine.route(request(query, exchange)));
    Decided.headers(answer, exchange);
    CustomerAnswer told = CustomerAnswer.of(answer, clock.instant());
    exchange.answer(200, told.toJson().getBytes(StandardCharsets.UTF_8));
  }

  private static CustomerQuery query(JsonIn in) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, String> texts = new HashMap<>();
    Map<String, Object> order = new LinkedHashMap<>();
    in.fields(
        (name, value) -> {
          switch (name) {
            case "id" -> texts.put(name, in.label("invalid_id", LONGEST_LABEL));
            case "customer" -> texts.put(name, in.label("invalid_customer", LONGEST_LABEL));
            case "message" -> texts.put(name, in.text());
            case "priority" -> texts.put(name, in.text());
            case "order-context" -> order.putAll(in.object());
            case "metadata" ->
                in.fields(
                    (key, entry) -> {
                      if (metadata.size() == Metadata.MOST_TAGS) {
                        throw HttpError.field(
                            "too_many_tags",
                            "metadata",
                            "metadata must have at most " + Metadata.MOST_TAGS + " fields");
                      }
                      metadata.put(key, in.label("invalid_metadata", LONGEST_LABEL));
                    });
            default -> throw in.unknown();
          }
        });
    @Nullable String message = texts.get("message");
    if (message == null || message.isBlank()) {
      throw HttpError.field("message_required", "message", "message is missing or blank");
    }
    if (message.length() > LONGEST_MESSAGE) {
      throw HttpError.field("context_too_long", "message", "message is too long");
    }
    CustomerQuery.Builder query =
        CustomerQuery.builder(message)
            .id(texts.get("id"))
            .customer(texts.get("customer"))
            .priority(priority(texts.getOrDefault("priority", "normal")));
    metadata.forEach(query::metadata);
    try {
      return query.orderContext(order).build();
    } catch (IllegalArgumentException e) {
      throw HttpError.field("invalid_order_context", "order-context", reason(e));
    }
  }

  /** The key's user counts, not the customer, where the key is one person's. */
  private static ChatRequest request(CustomerQuery query, Exchange exchange) {
    try {
      ChatRequest request = query.request(exchange.caller().tenant()).build();
      Metadata said = request.metadata();
      @Nullable String user = exchange.caller().user();
      return request.toBuilder()
          .id(exchange.engineId())
          .metadata(
              new Metadata(
                  said.tenant(),
                  user == null ? said.user() : user,
                  said.session(),
                  said.tags(),
                  said.priority(),
                  said.intent(),
                  said.locale(),
                  said.promptVersion()))
          .build();
    } catch (IllegalArgumentException e) {
      throw HttpError.field("invalid_metadata", "metadata", reason(e));
    }
  }

  private static Priority priority(String word) {
    return switch (word) {
      case "normal" -> Priority.NORMAL;
      case "high" -> Priority.HIGH;
      case "urgent" -> Priority.URGENT;
      default ->
          throw HttpError.field(
              "invalid_priority", "priority", "priority must be normal, high or urgent");
    };
  }

  private static String reason(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
