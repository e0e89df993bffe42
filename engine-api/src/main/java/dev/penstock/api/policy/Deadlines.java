package dev.penstock.api.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things may take. Each is more than zero and at most an hour.
 *
 * @param request a whole request over all attempts; 60 s if null
 * @param attempt one attempt from connecting to the last byte; 30 s if null
 * @param connect connecting to a provider; 5 s if null
 * @param classify one classifier plugin; 200 ms if null
 * @param cache one look-up in the cache plugin; 100 ms if null
 */
@NotYet({"first-token", "idle"})
public record Deadlines(
    @Description("A whole request over all attempts") @Nullable Duration request,
    @Description("One attempt, from connecting to the last byte") @Nullable Duration attempt,
    @Description("Connecting to a provider") @Nullable Duration connect,
    @Description("One classifier") @Nullable Duration classify,
    @Description("One look-up in the cache") @Nullable Duration cache) {

  /** The defaults. */
  public static final Deadlines DEFAULT = new Deadlines(null, null, null, null, null);

  private static final Duration LONGEST = Duration.ofHours(1);

  /** Checks and copies the components. */
  public Deadlines {
    request = checked("request", request, Duration.ofSeconds(60));
    attempt = checked("attempt", attempt, Duration.ofSeconds(30));
    connect = checked("connect", connect, Duration.ofSeconds(5));
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
  public Duration classify() {
    return classify;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration cache() {
    return cache;
  }

  private static Duration checked(String name, @Nullable Duration value, Duration fallback) {
    if (value == null) {
      return fallback;
    }
    if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be more than 0 and at most 1h");
    }
    return value;
  }
}
