package dev.penstock.samples.gateway.wire;

import dev.penstock.api.Answer;
import dev.penstock.api.EmbeddingAnswer;
import dev.penstock.api.JsonText;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.samples.gateway.server.Exchange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Tells what was decided for a request: in headers, and in an object if that is asked for. */
public final class Decided {
  /** Asks for the object that tells what was decided, as the field of that name does. */
  private static final String WANTS_OBJECT = "x-penstock-object";

  private Decided() {}

  /** Whether the client wants the object. */
  public static boolean isWanted(Asked asked, Exchange exchange) {
    return asked.penstock() || exchange.header(WANTS_OBJECT).filter("true"::equals).isPresent();
  }

  /** Sets the headers of a stream, of which no more is known when it begins. */
  public static void headers(RouteTaken route, Exchange exchange) {
    exchange.setHeader("x-penstock-route", route.route());
    exchange.setHeader("x-penstock-tier", route.tier());
    exchange.setHeader("x-penstock-model", route.model());
  }

  /** Sets the headers of an answer. */
  public static void headers(Answer answer, Exchange exchange) {
    headers(answer.route(), exchange);
    exchange.setHeader("x-penstock-cache", word(answer.cache()));
    exchange.setHeader("x-penstock-cost", answer.cost().toString());
    exchange.setHeader("x-penstock-attempts", Integer.toString(answer.attempts().size()));
    Duration whole = Duration.ofNanos(System.nanoTime() - exchange.began());
    exchange.setHeader(
        "server-timing",
        "decide;dur="
            + millis(answer.timing().decide())
            + ", providers;dur="
            + millis(answer.timing().providers())
            + ", engine;dur="
            + millis(answer.timing().total())
            + ", total;dur="
            + millis(whole));
  }

  /** Sets the headers of vectors. */
  public static void headers(EmbeddingAnswer answer, Exchange exchange) {
    exchange.setHeader("x-penstock-model", answer.model());
    exchange.setHeader("x-penstock-cost", answer.cost().toString());
  }

  /** Sets the headers of a request that was not answered. */
  public static void headers(PenstockException error, Exchange exchange) {
    exchange.setHeader("x-penstock-attempts", Integer.toString(error.attempts().size()));
    @Nullable String route = error.explanation() == null ? null : error.explanation().route();
    if (route != null && !route.isBlank()) {
      exchange.setHeader("x-penstock-route", route);
    }
  }

  /** Writes the object of that name. */
  public static void object(Answer answer, JsonGenerator json) {
    Map<String, Object> decided = new LinkedHashMap<>();
    decided.put("request-id", answer.requestId());
    decided.put("route", answer.route());
    decided.put("cache", answer.cache());
    decided.put("cost-usd", answer.cost());
    decided.put("confidence", answer.confidence());
    decided.put("timing", answer.timing());
    decided.put("attempts", answer.attempts());
    json.writeName("penstock");
    json.writeRawValue(JsonText.of(decided));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String millis(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 6)
        .setScale(3, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
