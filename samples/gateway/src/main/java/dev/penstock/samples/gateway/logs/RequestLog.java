package dev.penstock.samples.gateway.logs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.penstock.api.Answer;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usd;
import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.server.Endpoint;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.RequestWatch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** A line for each request when its answer has gone out, or when it was given up. */
public final class RequestLog implements RequestWatch, EngineListener {
  private final Logs logs;

  /** Of requests under way; what ends after its request, such as a stream that is drained, goes. */
  private final Cache<String, EngineEvent> ended =
      Caffeine.newBuilder()
          .maximumSize(16_384)
          .expireAfterWrite(Duration.ofMinutes(1))
          .executor(Runnable::run)
          .build();

  /** Writes to these. */
  public RequestLog(Logs logs) {
    this.logs = logs;
  }

  @Override
  public void on(EngineEvent event) {
    if (logs.isWritten(Level.INFO)) {
      if (event instanceof EngineEvent.Answered(Answer answer)) {
        ended.put(answer.requestId(), event);
      } else if (event instanceof EngineEvent.NotAnswered refused) {
        ended.put(refused.requestId(), event);
      } else if (event instanceof EngineEvent.VectorsEnded vectors) {
        ended.asMap().putIfAbsent(vectors.requestId(), event);
      }
    }
  }

  @Override
  public void around(Exchange exchange, @Nullable Endpoint endpoint, Runnable task) {
    try {
      task.run();
    } finally {
      tell(exchange, endpoint);
    }
  }

  private void tell(Exchange exchange, @Nullable Endpoint endpoint) {
    EngineEvent event = ended.asMap().remove(exchange.engineId());
    int status = exchange.status();
    logs.tell(
        level(status, endpoint),
        "request",
        line -> {
          line.put("request-id", exchange.id());
          line.put("engine-id", differs(exchange) ? exchange.engineId() : null);
          line.put("trace-id", trace());
          line.put("client", exchange.client());
          line.put("method", endpoint == null ? null : endpoint.method());
          line.put("path", endpoint == null ? null : endpoint.path());
          line.put("status", status == 0 ? null : status);
          line.put("error", exchange.error());
          line.put("gone", exchange.isGone() ? true : null);
          caller(exchange.callerIfKnown(), line);
          engine(event, line);
          line.put("bytes-in", exchange.bytesIn());
          line.put("bytes-out", exchange.bytesOut());
          line.put("duration-ms", (System.nanoTime() - exchange.began()) / 1_000_000);
        });
  }

  /** Who only asks whether the gateway lives, asks often. */
  private static Level level(int status, @Nullable Endpoint endpoint) {
    boolean probe = endpoint != null && endpoint.access() == Endpoint.Access.OPEN;
    return status >= 500 ? Level.WARNING : probe ? Level.FINE : Level.INFO;
  }

  private static @Nullable String trace() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : null;
  }

  private static boolean differs(Exchange exchange) {
    return !exchange.engineId().equals(exchange.id());
  }

  private static void caller(@Nullable Caller caller, LogLine line) {
    if (caller != null) {
      line.put("tenant", caller.tenant());
      line.put("key", caller.keyId());
    }
  }

  private static void engine(@Nullable EngineEvent event, LogLine line) {
    if (event instanceof EngineEvent.Answered(Answer answer)) {
      line.put("route", answer.route().route());
      line.put("tier", answer.route().tier());
      line.put("model", answer.route().model());
      line.put("provider", answer.route().provider());
      line.put("cache", EngineLog.word(answer.cache()));
      line.put("attempts", answer.attempts().size());
      line.put("input-tokens", answer.usage().input());
      line.put("output-tokens", answer.usage().output());
      line.put("cost-usd", answer.cost().toString());
      line.put("engine-ms", answer.timing().total().toMillis());
    } else if (event instanceof EngineEvent.NotAnswered refused) {
      PenstockException error = refused.error();
      line.put("code", error.code().name());
      line.put("attempts", error.attempts().size());
      line.put("cost-usd", cost(error).toString());
    } else if (event instanceof EngineEvent.VectorsEnded vectors) {
      line.put("model", vectors.model());
      line.put("provider", vectors.provider());
      line.put("input-tokens", vectors.usage().input());
      line.put("cost-usd", vectors.cost().toString());
    }
  }

  private static Usd cost(PenstockException error) {
    Usd sum = Usd.ZERO;
    for (Attempt attempt : error.attempts()) {
      sum = sum.plus(attempt.cost());
    }
    return sum;
  }
}
