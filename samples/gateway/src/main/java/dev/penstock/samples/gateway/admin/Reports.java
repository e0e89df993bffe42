package dev.penstock.samples.gateway.admin;

import dev.penstock.api.Engine;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.samples.gateway.report.ReportFormat;
import dev.penstock.samples.gateway.report.ReportPeriod;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Tells what was spent, as {@code gateway report} does. */
final class Reports implements Handler {
  private final Engine engine;

  Reports(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void handle(Exchange exchange) {
    Map<String, String> asked = exchange.query("from", "until", "zone", "format");
    ReportFormat format = format(asked.getOrDefault("format", "json"));
    ReportQuery period = period(asked);
    StringBuilder text = new StringBuilder();
    try {
      format.write(engine, period, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.answer(200, format.contentType(), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ReportFormat format(String name) {
    for (ReportFormat format : ReportFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return format;
      }
    }
    throw HttpError.field("invalid_format", "format", "format must be json, csv or focus");
  }

  private static ReportQuery period(Map<String, String> asked) {
    try {
      return new ReportPeriod(
              asked.get("from"), asked.get("until"), asked.getOrDefault("zone", "UTC"))
          .query("");
    } catch (IllegalArgumentException e) {
      throw new HttpError(400, "invalid_period", String.valueOf(e.getMessage()));
    }
  }
}
