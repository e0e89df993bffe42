package dev.penstock.samples.gateway.clients;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What the scripted upstream says: what the last question is about decides it, and what it tells
 * comes from the request that arrived, so that a client sees what became of its own.
 */
final class Upstream implements Script {
  /** Never opened. */
  private final CountDownLatch never = new CountDownLatch(1);

  @Override
  public Reply reply(Exchange exchange) {
    if (exchange.path().endsWith("/embeddings")) {
      return vectors(exchange);
    }
    return switch (exchange.model()) {
      case "failing" -> Reply.failure(500, null);
      case "limited" -> Reply.failure(429, "rate_limit_exceeded").header("Retry-After", "90");
      default -> answer(exchange);
    };
  }

  private Reply answer(Exchange exchange) {
    List<String> results = results(exchange);
    if (!results.isEmpty()) {
      return Reply.text("The tool says: " + String.join(", ", results));
    }
    String question = exchange.question();
    if (question.contains("weather")) {
      return weather(question);
    }
    if (question.contains("as JSON")) {
      return Reply.text("{\"city\":\"" + schema(exchange) + "\",\"degrees\":21}");
    }
    if (question.contains("picture")) {
      return Reply.text("a picture: " + picture(exchange));
    }
    if (question.contains("without end")) {
      return Reply.deltas("on ", "and ", "on").heldAfter(3, never);
    }
    if (question.contains("silence")) {
      return Reply.stall();
    }
    if (question.contains("break off")) {
      return Reply.deltas("half ", "an ", "answer").failAfter(3, Reply.failure(500, null));
    }
    if (question.contains("refuse")) {
      return Reply.failure(400, "invalid_value");
    }
    return Reply.deltas("Hello", " there");
  }

  /** Calls the tool once per city. */
  private static Reply weather(String question) {
    List<ToolCall> calls = new ArrayList<>();
    for (String city : List.of("Oslo", "Rome")) {
      if (question.contains(city)) {
        calls.add(
            new ToolCall(
                "call_" + city.toLowerCase(Locale.ROOT), "weather", "{\"city\":\"" + city + "\"}"));
      }
    }
    return Reply.toolCalls(calls.toArray(new ToolCall[0]));
  }

  /** The texts of the tools' results, on either wire. */
  private static List<String> results(Exchange exchange) {
    List<String> results = new ArrayList<>();
    for (Object message : list(exchange.json().get("messages"))) {
      if ("tool".equals(at(message, "role"))) {
        results.add(at(message, "tool_call_id") + "=" + at(message, "content"));
      }
      for (Object block : list(at(message, "content"))) {
        if ("tool_result".equals(at(block, "type"))) {
          results.add(at(block, "tool_use_id") + "=" + at(block, "content"));
        }
      }
    }
    return results;
  }

  /** The first property that the schema of the request requires, to show that it has come. */
  private static String schema(Exchange exchange) {
    Object format = at(exchange.json().get("response_format"), "json_schema");
    List<?> required = list(at(at(format, "schema"), "required"));
    return required.isEmpty() ? "no schema" : "schema requires " + required.getFirst();
  }

  private static String picture(Exchange exchange) {
    for (Object message : list(exchange.json().get("messages"))) {
      for (Object part : list(at(message, "content"))) {
        Object url = at(at(part, "image_url"), "url");
        if (url != null) {
          return url.toString();
        }
      }
    }
    return "none";
  }

  private static Reply vectors(Exchange exchange) {
    List<float[]> vectors = new ArrayList<>();
    for (Object text : list(exchange.json().get("input"))) {
      vectors.add(new float[] {text.toString().length(), 0.5f});
    }
    return Reply.embeddings(vectors);
  }

  private static @Nullable Object at(@Nullable Object json, String name) {
    return json instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static List<?> list(@Nullable Object json) {
    return json instanceof List<?> list ? list : List.of();
  }
}
