package dev.penstock.samples.gateway.telemetry;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineListener;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.RequestWatch;
import dev.penstock.telemetry.OpenTelemetryListener;
import dev.penstock.telemetry.TelemetrySettings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the gateway tells of itself, from its start to its end. Without an exporter, no spans. */
public final class Telemetry implements AutoCloseable {
  private static final String SCOPE = "dev.penstock.gateway";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SdkMeterProvider meters;
  private final @Nullable SdkTracerProvider tracers;
  private final PrometheusMetricReader reader =
      PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
  private final OpenTelemetryListener listener;
  private final Requests requests;

  /**
   * Begins.
   *
   * @param vendors who is behind a provider instance, as the conventions say it
   * @param scheme {@code http} or {@code https}, which the server speaks
   */
  public Telemetry(TelemetryOptions options, UnaryOperator<String> vendors, String scheme) {
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.builder().put("service.name", options.serviceName()).build()));
    URI otlp = options.otlp();
    SdkMeterProviderBuilder building =
        SdkMeterProvider.builder().setResource(resource).registerMetricReader(reader);
    if (otlp == null) {
      tracers = null;
    } else {
      String base = otlp.toString().replaceAll("/+$", "");
      building.registerMetricReader(
          PeriodicMetricReader.create(
              OtlpHttpMetricExporter.builder()
                  .setEndpoint(base + "/v1/metrics")
                  .setTimeout(PATIENCE)
                  .build()));
      tracers =
          SdkTracerProvider.builder()
              .setResource(resource)
              .addSpanProcessor(
                  BatchSpanProcessor.builder(
                          OtlpHttpSpanExporter.builder()
                              .setEndpoint(base + "/v1/traces")
                              .setTimeout(PATIENCE)
                              .build())
                      .build())
              .build();
    }
    meters = building.build();
    TracerProvider spans = tracers == null ? TracerProvider.noop() : tracers;
    listener =
        new OpenTelemetryListener(
            new Providers(meters, spans),
            new TelemetrySettings(options.naming(), options.tenants(), vendors));
    requests = new Requests(meters.get(SCOPE), tracers == null ? null : tracers.get(SCOPE), scheme);
  }

  private record Providers(MeterProvider meters, TracerProvider tracers) implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      return tracers;
    }

    @Override
    public MeterProvider getMeterProvider() {
      return meters;
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
  }

  /** What the engine must tell. */
  public EngineListener listener() {
    return listener;
  }

  /** Shows the engine's budgets and models, and the connections, from now on. */
  public void observe(Engine engine, IntSupplier connections) {
    AutoCloseable unused = listener.observe(engine);
    var unusedToo =
        meters
            .get(SCOPE)
            .upDownCounterBuilder("penstock.gateway.connections")
            .setUnit("{connection}")
            .setDescription("Open connections.")
            .buildWithCallback(measured -> measured.record(connections.getAsInt()));
  }

  /** What is around each request. */
  public RequestWatch watch() {
    return requests;
  }

  /** Shows all metrics. */
  public Handler metrics() {
    return new MetricsPage(reader);
  }

  /** Sends what has not been sent, for a while. */
  @Override
  public void close() {
    CompletableResultCode last = meters.shutdown();
    if (tracers != null) {
      last = CompletableResultCode.ofAll(List.of(last, tracers.shutdown()));
    }
    last.join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
