package dev.penstock.api.policy;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a provider's models are left alone because they fail, and for how long. Each model has a
 * circuit breaker of its own; the provider instance has a further one for its key and address.
 *
 * @param window how long a call counts, in whole seconds from 1 s to 1 h; 60 s if null
 * @param minCalls how many calls within the window there must be before their rate counts, from 1
 *     to 10,000; 10 if null
 * @param failureRate the share of failed calls that opens it, more than 0%; 50% if null
 * @param consecutive how many failures in a row open it, from 1 to 1,000; 5 if null
 * @param open how long it stays open at first, up to 1 h; it is multiplied by the number of
 *     openings in a row and varied by a tenth up and down; 10 s if null
 * @param longestOpen the longest it stays open, from {@code open} to 24 h, and how long it does for
 *     a used-up quota; 300 s if null
 * @param probes how many calls it lets through after that to see whether it may close, from 1 to
 *     100; 3 if null
 */
public record BreakerSpec(
    @Description("How long a call counts, in whole seconds") @Nullable Duration window,
    @Description("Calls there must be before their rate counts") @Nullable Integer minCalls,
    @Description("Share of failed calls that opens it") @Nullable Share failureRate,
    @Description("Failures in a row that open it") @Nullable Integer consecutive,
    @Description("How long it stays open, times the openings in a row") @Nullable Duration open,
    @Description("The longest it stays open") @Nullable Duration longestOpen,
    @Description("Calls it lets through to see whether it may close") @Nullable Integer probes) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** The defaults. */
  public static final BreakerSpec DEFAULT =
      new BreakerSpec(null, null, null, null, null, null, null);

  /** Checks the components and fills in the defaults. */
  public BreakerSpec {
    window = window == null ? Duration.ofMinutes(1) : window;
    minCalls = minCalls == null ? 10 : minCalls;
    failureRate = failureRate == null ? new Share(BigDecimal.valueOf(50)) : failureRate;
    consecutive = consecutive == null ? 5 : consecutive;
    open = open == null ? Duration.ofSeconds(10) : open;
    longestOpen = longestOpen == null ? Duration.ofMinutes(5) : longestOpen;
    probes = probes == null ? 3 : probes;
    if (window.compareTo(SECOND) < 0 || window.compareTo(HOUR) > 0 || window.toNanosPart() != 0) {
      throw new IllegalArgumentException("window must be whole seconds from 1s to 1h");
    }
    if (minCalls < 1 || minCalls > 10_000) {
      throw new IllegalArgumentException("min-calls must be from 1 to 10_000");
    }
    if (failureRate.percent().signum() == 0) {
      throw new IllegalArgumentException("failure-rate must be more than 0%");
    }
    if (consecutive < 1 || consecutive > 1_000) {
      throw new IllegalArgumentException("consecutive must be from 1 to 1_000");
    }
    if (open.isZero() || open.isNegative() || open.compareTo(HOUR) > 0) {
      throw new IllegalArgumentException("open must be more than 0 and at most 1h");
    }
    if (longestOpen.compareTo(open) < 0 || longestOpen.compareTo(DAY) > 0) {
      throw new IllegalArgumentException("longest-open must be from open to 24h");
    }
    if (probes < 1 || probes > 100) {
      throw new IllegalArgumentException("probes must be from 1 to 100");
    }
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration window() {
    return window;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Integer minCalls() {
    return minCalls;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Share failureRate() {
    return failureRate;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Integer consecutive() {
    return consecutive;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration open() {
    return open;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Duration longestOpen() {
    return longestOpen;
  }

  /** The component, its default in place of null. */
  @Override
  @SuppressWarnings("NullAway") // the constructor leaves no null
  public Integer probes() {
    return probes;
  }
}
