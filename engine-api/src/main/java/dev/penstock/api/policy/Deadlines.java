package dev.penstock.api.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things may take. Each is more than zero and at most an hour.
 *
 * @param request a whole request over all attempts; 60 s if null
 * @param attempt one attempt from connecting to the last byte; 30 s if null
 * @param connect connecting to a provider; 5 s if null
 * @param firstToken of a streamed attempt, until the first content; signs of life do not count; 20
 *     s if null
 * @param idle silence of a provider that has begun to answer; signs of life end it; 10 s if null
 * @param classify one classifier plugin; 200 ms if null
 * @param cache one look-up in the cache plugin; 100 ms if null
 */
public record Deadlines(
    @Description("A whole request over all attempts") @Nullable Duration request,
    @Description("One attempt, from connecting to the last byte") @Nullable Duration attempt,
    @Description("Connecting to a provider") @Nullable Duration connect,
    @Description("A streamed attempt, until its first content") @Nullable Duration firstToken,
    @Description("Silence of a provider that has begun to answer") @Nullable Duration idle,
    @Description("One classifier") @Nullable Duration classify,
    @Description("One look-up in the cache") @Nullable Duration cache) {

  /** The defaults. */
  public static final Deadlines DEFAULT = of(null, null);

  private static final Duration LONGEST = Duration.ofHours(1);

  /** Checks and copies the components. */
  public Deadlines {
    request = checked("request", request, Duration.ofSeconds(60));
    attempt = checked("attempt", attempt, Duration.ofSeconds(30));
    connect = checked("connect", connect, Duration.ofSeconds(5));
    firstToken = checked("first-token", firstToken, Duration.ofSeconds(20));
    idle = checked("idle", idle, Duration.ofSeconds(10));
    classify = checked("classify", classify, Duration.ofMillis(200));
    cache = checked("cache", cache, Duration.ofMillis(100));
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration request() {
    return request;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration attempt() {
    return attempt;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration connect() {
    return connect;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration firstToken() {
    return firstToken;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration idle() {
    return idle;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration classify() {
    return classify;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration cache() {
    return cache;
  }

  /** The defaults but for these two; null means the default. */
  public static Deadlines of(@Nullable Duration request, @Nullable Duration attempt) {
    return new Deadlines(request, attempt, null, null, null, null, null);
  }

  private static Duration checked(String name, @Nullable Duration value, Duration fallback) {
    if (value == null) {
      return fallback;
    }
    check(name, value);
    return value;
  }

  static void check(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be more than 0 and at most 1h");
    }
  }
}
