package dev.penstock.api.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how fast requests may come. What was not used is saved up to the amount of one minute.
 *
 * <p>A limit whose scope is a provider or model passes over that candidate; any other refuses the
 * request before a call. Answers that are recalled from the cache count nowhere.
 *
 * @param name its name in refusals
 * @param scope what it counts apart
 * @param requestsPerMinute the most requests in a minute, from 1 to 1 billion; null means no limit
 * @param tokensPerMinute the most tokens in a minute, in and out, from 1 to 10 billion; null means
 *     no limit
 */
public record LimitSpec(
    @Description("Name in refusals") String name,
    @Description("What it counts apart") BudgetScope scope,
    @Description("The most requests in a minute") @Nullable Long requestsPerMinute,
    @Description("The most tokens in a minute, in and out") @Nullable Long tokensPerMinute) {
  private static final long MOST_REQUESTS = 1_000_000_000L;
  private static final long MOST_TOKENS = 10_000_000_000L;

  /** Checks the components. */
  public LimitSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(scope, "scope");
    if (scope == BudgetScope.TAG) {
      throw new IllegalArgumentException("a limit cannot have the scope tag");
    }
    checkRequests(requestsPerMinute);
    checkTokens(tokensPerMinute);
    if (requestsPerMinute == null && tokensPerMinute == null) {
      throw new IllegalArgumentException(
          "a limit needs requests-per-minute or tokens-per-minute, or both");
    }
  }

  /** A limit of requests. */
  public static LimitSpec ofRequests(String name, BudgetScope scope, long perMinute) {
    return new LimitSpec(name, scope, perMinute, null);
  }

  /** A limit of tokens. */
  public static LimitSpec ofTokens(String name, BudgetScope scope, long perMinute) {
    return new LimitSpec(name, scope, null, perMinute);
  }

  static void checkRequests(@Nullable Long perMinute) {
    if (perMinute != null && (perMinute < 1 || perMinute > MOST_REQUESTS)) {
      throw new IllegalArgumentException("requests-per-minute must be from 1 to 1000M");
    }
  }

  static void checkTokens(@Nullable Long perMinute) {
    if (perMinute != null && (perMinute < 1 || perMinute > MOST_TOKENS)) {
      throw new IllegalArgumentException("tokens-per-minute must be from 1 to 10000M");
    }
  }
}
