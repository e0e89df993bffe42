package dev.penstock.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until it is told to move on. Time of day and ticker move together; safe
 * for use by several threads.
 *
 * <pre>{@code
 * FakeClock clock = new FakeClock();
 * AnswerCache cache = factory.create(settings, TestPluginContext.named("memory").clock(clock));
 * cache.store(key, answer);
 * clock.advance(Duration.ofHours(25));
 * assertThat(cache.find(key)).isNull();
 * }</pre>
 */
public final class FakeClock implements InstantSource {
  /** Where a clock starts that is not told otherwise: the beginning of 2026 in UTC. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Instant start;
  private final AtomicLong passed = new AtomicLong();

  /** A clock that starts at {@link #START}. */
  public FakeClock() {
    this(START);
  }

  /** A clock that starts at a given time. */
  public FakeClock(Instant start) {
    this.start = start;
  }

  /**
   * Moves time on.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    passed.addAndGet(duration.toNanos());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(passed.get());
  }

  /** The monotonic clock that belongs to this one, in nanoseconds; it starts anywhere but at 0. */
  public LongSupplier ticker() {
    return () -> passed.get() - Long.MAX_VALUE / 2;
  }

  /** The time since the start. */
  public Duration passed() {
    return Duration.ofNanos(passed.get());
  }
}
