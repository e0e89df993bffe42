package dev.penstock.samples.gateway.telemetry;

import dev.penstock.samples.gateway.server.Endpoint;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.server.RequestWatch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Each request of HTTP: its span, and its metrics by the conventions for HTTP. */
final class Requests implements RequestWatch {
  private static final int MOST_SETS = 1_000;
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
  private static final TextMapGetter<Exchange> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Exchange exchange) {
          return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Exchange exchange, String name) {
          try {
            return exchange == null ? null : exchange.header(name).orElse(null);
          } catch (HttpError e) {
            // Sent twice, it says nothing; that is no reason not to answer.
            return null;
          }
        }
      };

  private record Shape(String method, String route, int status) {}

  private final Map<Shape, Attributes> sets = new ConcurrentHashMap<>();
  private final @Nullable Tracer tracer;
  private final DoubleHistogram durations;
  private final LongUpDownCounter active;
  private final String scheme;

  Requests(Meter meter, @Nullable Tracer tracer, String scheme) {
    this.tracer = tracer;
    this.scheme = scheme;
    durations =
        meter
            .histogramBuilder("http.server.request.duration")
            .setUnit("s")
            .setDescription("Duration of HTTP server requests.")
            .setExplicitBucketBoundariesAdvice(
                List.of(
                    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5,
                    10.0))
            .build();
    active =
        meter
            .upDownCounterBuilder("http.server.active_requests")
            .setUnit("{request}")
            .setDescription("Number of active HTTP server requests.")
            .build();
  }

  @Override
  @SuppressWarnings("try") // what is current is asked for elsewhere
  public void around(Exchange exchange, @Nullable Endpoint endpoint, Runnable task) {
    String route = endpoint == null ? "" : endpoint.path();
    String method = METHODS.contains(exchange.method()) ? exchange.method() : "_OTHER";
    Attributes shape = set(method, route, 0);
    Context caller =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), exchange, HEADERS);
    @Nullable Span span = tracer == null ? null : span(tracer, caller, exchange, method, route);
    active.add(1, shape);
    try (Scope scope = (span == null ? caller : caller.with(span)).makeCurrent()) {
      task.run();
    } finally {
      active.add(-1, shape);
      ended(exchange, method, route, span);
    }
  }

  private static Span span(
      Tracer tracer, Context parent, Exchange exchange, String method, String route) {
    var builder =
        tracer
            .spanBuilder(route.isEmpty() ? method : method + " " + route)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(METHOD, method)
            .setAttribute("penstock.request.id", exchange.id());
    if (!route.isEmpty()) {
      builder.setAttribute(ROUTE, route);
    }
    return builder.startSpan();
  }

  private void ended(Exchange exchange, String method, String route, @Nullable Span span) {
    long nanos = System.nanoTime() - exchange.began();
    int status = exchange.status();
    durations.record(nanos / 1e9, set(method, route, status == 0 ? -1 : status));
    if (span != null) {
      if (status != 0) {
        span.setAttribute(STATUS, status);
      }
      if (status == 0 || status >= 500) {
        span.setAttribute(ERROR, error(status));
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }

  private static String error(int status) {
    return status <= 0 ? "connection_closed" : Integer.toString(status);
  }

  /**
   * The attributes of a request.
   *
   * @param status what was sent, 0 while it is under way, negative if nothing was
   */
  private Attributes set(String method, String route, int status) {
    Shape shape = new Shape(method, route, status);
    Attributes known = sets.get(shape);
    if (known != null) {
      return known;
    }
    AttributesBuilder builder = Attributes.builder().put(METHOD, method);
    builder.put("url.scheme", scheme);
    if (!route.isEmpty()) {
      builder.put(ROUTE, route);
    }
    if (status > 0) {
      builder.put(STATUS, (long) status);
    }
    if (status < 0 || status >= 500) {
      builder.put(ERROR, error(status));
    }
    Attributes made = builder.build();
    if (sets.size() < MOST_SETS) {
      sets.put(shape, made);
    }
    return made;
  }
}
