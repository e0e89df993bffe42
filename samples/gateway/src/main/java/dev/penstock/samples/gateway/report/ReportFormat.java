package dev.penstock.samples.gateway.report;

import dev.penstock.api.Engine;
import dev.penstock.api.report.ReportQuery;
import java.io.IOException;

/** How programs read reports. */
public enum ReportFormat {
  /** The report as an object. */
  JSON("application/json"),
  /** Its lines. */
  CSV("text/csv; charset=utf-8"),
  /** The calls as charges in the columns of FOCUS. */
  FOCUS("text/csv; charset=utf-8");

  private final String contentType;

  ReportFormat(String contentType) {
    this.contentType = contentType;
  }

  /** What it is over HTTP. */
  public String contentType() {
    return contentType;
  }

  /** Writes what an engine knows of a period. */
  public void write(Engine engine, ReportQuery query, Appendable out) throws IOException {
    switch (this) {
      case JSON -> out.append(engine.report(query).toJson());
      case CSV -> engine.report(query).writeCsv(out);
      case FOCUS -> engine.exportFocus(query, out);
    }
  }
}
