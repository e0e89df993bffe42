package dev.penstock.samples.gateway.telemetry;

import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** All metrics in Prometheus' text format, or in that of OpenMetrics if it is asked for. */
final class MetricsPage implements Handler {
  private final ExpositionFormatWriter plain = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
  private final PrometheusMetricReader reader;

  MetricsPage(PrometheusMetricReader reader) {
    this.reader = reader;
  }

  @Override
  public void handle(Exchange exchange) {
    String accept = exchange.header("accept").orElse("").toLowerCase(Locale.ROOT);
    ExpositionFormatWriter writer =
        accept.contains("application/openmetrics-text") ? openMetrics : plain;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(bytes, reader.collect());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.answer(200, writer.getContentType(), bytes.toByteArray());
  }
}
