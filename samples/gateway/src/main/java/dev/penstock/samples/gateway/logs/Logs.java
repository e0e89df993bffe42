package dev.penstock.samples.gateway.logs;

import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a process: the gateway's own, and those of its libraries, which all come by {@code
 * java.util.logging}. Never holds the text of a prompt or an answer.
 */
public final class Logs implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  /** Kept here, or their levels would be forgotten with them. */
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("io.helidon"),
          Logger.getLogger("io.opentelemetry"),
          Logger.getLogger("org.apache.lucene"));

  private final LineWriter writer;
  private final LogFormat format;
  private final Level level;
  private final InstantSource clock;
  private final Handler handler = new FromLibraries();
  private final List<Handler> before;
  private final @Nullable Level levelBefore;

  private Logs(OutputStream out, LogFormat format, Level level, InstantSource clock) {
    writer = new LineWriter(out, this::loss);
    this.format = format;
    this.level = level;
    this.clock = clock;
    before = List.of(ROOT.getHandlers());
    levelBefore = ROOT.getLevel();
  }

  /**
   * Begins to write lines. From then on those of libraries go there as well, never those below
   * {@link Level#INFO}: clients of HTTP tell headers and bodies there, with keys and questions.
   *
   * @param level from which level on
   */
  public static Logs begin(OutputStream out, LogFormat format, Level level, InstantSource clock) {
    Logs logs = new Logs(out, format, level, clock);
    logs.before.forEach(ROOT::removeHandler);
    ROOT.addHandler(logs.handler);
    ROOT.setLevel(level.intValue() < Level.INFO.intValue() ? Level.INFO : level);
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    return logs;
  }

  /** Whether lines of this level are written. */
  boolean isWritten(Level of) {
    return of.intValue() >= level.intValue();
  }

  /**
   * Writes a line, if its level is high enough.
   *
   * @param event what has happened, in a word
   * @param fields adds what there is to say, in its order; null stands for nothing
   */
  void tell(Level of, String event, Consumer<LogLine> fields) {
    if (isWritten(of)) {
      writer.add(line(clock.instant(), of, event, fields));
    }
  }

  private byte[] loss(long lines) {
    return line(clock.instant(), Level.WARNING, "lines-lost", line -> line.put("lines", lines));
  }

  private byte[] line(Instant at, Level of, String event, Consumer<LogLine> fields) {
    return format.line(
        line -> {
          line.put("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
          line.put("level", word(of));
          line.put("event", event);
          fields.accept(line);
        });
  }

  private static String word(Level level) {
    int value = level.intValue();
    return value >= Level.SEVERE.intValue()
        ? "error"
        : value >= Level.WARNING.intValue()
            ? "warn"
            : value >= Level.INFO.intValue() ? "info" : "debug";
  }

  /** Writes what there is, and leaves the process's logging as it was. */
  @Override
  public void close() {
    ROOT.removeHandler(handler);
    before.forEach(ROOT::addHandler);
    ROOT.setLevel(levelBefore);
    writer.close();
  }

  private final class FromLibraries extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord logged) {
      if (isWritten(logged.getLevel())) {
        Throwable thrown = logged.getThrown();
        writer.add(
            line(
                logged.getInstant(),
                logged.getLevel(),
                "log",
                line -> {
                  line.put("logger", logged.getLoggerName());
                  line.put("message", formatter.formatMessage(logged));
                  line.put("exception", thrown == null ? null : Thrown.text(thrown));
                }));
      }
    }

    @Override
    public void flush() {
      // lines are written as they come
    }

    @Override
    public void close() {
      // Called by the JDK when the process ends, while the gateway still has something to say.
    }
  }
}
