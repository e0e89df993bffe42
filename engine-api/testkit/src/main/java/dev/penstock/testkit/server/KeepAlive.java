package dev.penstock.testkit.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Text without meaning that says a server is still at work, as DeepSeek and OpenRouter send it
 * while a request waits for its turn: comments or empty lines (WHATWG HTML, 9.2.6).
 *
 * @param text what is sent each time
 * @param interval the time after each of them
 * @param count how many, unless {@code until} is given
 * @param until they go on until it opens; null to send {@code count}
 * @param betweenEvents whether they come before each event but the first instead of before the
 *     first
 */
public record KeepAlive(
    String text,
    Duration interval,
    int count,
    @Nullable CountDownLatch until,
    boolean betweenEvents) {
  private static final String COMMENT = ": keep-alive\n\n";

  /** Refuses negative numbers. */
  public KeepAlive {
    if (interval.isNegative() || count < 0) {
      throw new IllegalArgumentException("interval and count must not be negative");
    }
  }

  /** So many lines {@code : keep-alive}. */
  public static KeepAlive comments(int count, Duration interval) {
    return new KeepAlive(COMMENT, interval, count, null, false);
  }

  /** Lines {@code : keep-alive} until the latch opens. */
  public static KeepAlive comments(CountDownLatch until, Duration interval) {
    return new KeepAlive(COMMENT, interval, 0, until, false);
  }

  /** So many empty lines, which may come before a JSON body as well. */
  public static KeepAlive emptyLines(int count, Duration interval) {
    return new KeepAlive("\n", interval, count, null, false);
  }

  /** Empty lines until the latch opens. */
  public static KeepAlive emptyLines(CountDownLatch until, Duration interval) {
    return new KeepAlive("\n", interval, 0, until, false);
  }

  /** The same with another text, such as {@code ": OPENROUTER PROCESSING\n\n"}. */
  public KeepAlive saying(String value) {
    return new KeepAlive(value, interval, count, until, betweenEvents);
  }

  /** The same between events instead of before the first. */
  public KeepAlive betweenTheEvents() {
    return new KeepAlive(text, interval, count, until, true);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean goesOn(int sent) {
    return until == null ? sent < count : until.getCount() > 0;
  }

  Pause pause() {
    return until == null ? Pause.of(interval) : new Pause.TimeOrGate(interval, until);
  }
}
