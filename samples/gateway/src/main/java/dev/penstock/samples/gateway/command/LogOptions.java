package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.logs.LogFormat;
import dev.penstock.samples.gateway.logs.Logs;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is told of the work of a server, on the standard error. */
final class LogOptions {
  /** How much is told. */
  enum Detail {
    ERROR,
    WARN,
    INFO,
    DEBUG;

    Level level() {
      return switch (this) {
        case ERROR -> Level.SEVERE;
        case WARN -> Level.WARNING;
        case INFO -> Level.INFO;
        case DEBUG -> Level.FINE;
      };
    }
  }

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "json or text (default: text on a terminal).")
  private @Nullable LogFormat format;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "error, warn, info or debug (default: ${DEFAULT-VALUE}).")
  private Detail detail = Detail.INFO;

  @Option(names = "--no-request-log", description = "Tell nothing of single requests.")
  private boolean quiet;

  Logs begin(OutputStream out, boolean terminal) {
    LogFormat chosen = format == null ? terminal ? LogFormat.TEXT : LogFormat.JSON : format;
    return Logs.begin(out, chosen, detail.level(), InstantSource.system());
  }

  boolean requests() {
    return !quiet;
  }
}
