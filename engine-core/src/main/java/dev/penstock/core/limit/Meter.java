package dev.penstock.core.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One limit under one value, such as one tenant's: a bucket of requests, a bucket of tokens or
 * both. A bucket holds what a minute allows and fills up evenly. Both are taken from, or none.
 */
public final class Meter {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final @Nullable Long requestsPerMinute;
  private final @Nullable Long tokensPerMinute;
  private final @Nullable Bucket requests;
  private final @Nullable Bucket tokens;

  /**
   * A meter with full buckets.
   *
   * @param name what is limited, as a refusal says it
   */
  public Meter(
      String name,
      @Nullable Long requestsPerMinute,
      @Nullable Long tokensPerMinute,
      LongSupplier ticker) {
    this.name = name;
    this.requestsPerMinute = requestsPerMinute;
    this.tokensPerMinute = tokensPerMinute;
    this.requests = requestsPerMinute == null ? null : bucket(requestsPerMinute, ticker);
    this.tokens = tokensPerMinute == null ? null : bucket(tokensPerMinute, ticker);
  }

  private static Bucket bucket(long perMinute, LongSupplier ticker) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
        .withCustomTimePrecision(new Ticks(ticker))
        .build();
  }

  private record Ticks(LongSupplier ticker) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticker.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /** Whether it needs to know a request's tokens. */
  boolean countsTokens() {
    return tokens != null;
  }

  /** What one request with so many tokens lacks now, or null if it lacks nothing. */
  @Nullable Excess lacks(long amount) {
    if (tokensPerMinute != null && amount > tokensPerMinute) {
      return new Excess(
          name
              + " never allows the "
              + amount
              + " tokens at once that this request may take in and out, but "
              + tokensPerMinute,
          null);
    }
    Excess request = requests == null ? null : lacks(requests, 1, "request");
    Excess token = tokens == null ? null : lacks(tokens, amount, "tokens");
    return token != null && token.lastsLongerThan(request) ? token : request;
  }

  private @Nullable Excess lacks(Bucket bucket, long amount, String what) {
    if (amount == 0) {
      return null;
    }
    // the estimate is rounded down, so that it may be a nanosecond too early
    EstimationProbe probe = bucket.estimateAbilityToConsume(amount);
    return probe.canBeConsumed()
        ? null
        : new Excess(
            name + " has no " + (what.equals("tokens") ? amount + " tokens" : what) + " left",
            Duration.ofNanos(probe.getNanosToWaitForRefill() + 1));
  }

  /** Takes a request and its tokens; what it lacks, or null if it was taken. */
  @Nullable Excess take(long amount) {
    lock.lock();
    try {
      Excess lack = lacks(amount);
      if (lack == null) {
        consume(requests, 1);
        consume(tokens, amount);
      }
      return lack;
    } finally {
      lock.unlock();
    }
  }

  /** Takes tokens that are there or not; what is not there is a debt. */
  void takeTokens(long amount) {
    lock.lock();
    try {
      consume(tokens, amount);
    } finally {
      lock.unlock();
    }
  }

  /** Gives tokens back. */
  void giveBackTokens(long amount) {
    lock.lock();
    try {
      if (tokens != null && amount > 0) {
        tokens.addTokens(amount);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives a request and its tokens back. */
  void giveBack(long amount) {
    lock.lock();
    try {
      if (requests != null) {
        requests.addTokens(1);
      }
      giveBackTokens(amount);
    } finally {
      lock.unlock();
    }
  }

  private static void consume(@Nullable Bucket bucket, long amount) {
    if (bucket != null && amount > 0) {
      bucket.consumeIgnoringRateLimits(amount);
    }
  }

  /** How many requests may come at once now, or null for no limit. */
  public @Nullable Long requestsLeft() {
    return requests == null ? null : requests.getAvailableTokens();
  }

  /** How many tokens there may be at once now, or null for no limit. */
  public @Nullable Long tokensLeft() {
    return tokens == null ? null : tokens.getAvailableTokens();
  }

  /** Whether it was made for the same limits. */
  public boolean isFor(@Nullable Long requestLimit, @Nullable Long tokenLimit) {
    return Objects.equals(requestsPerMinute, requestLimit)
        && Objects.equals(tokensPerMinute, tokenLimit);
  }
}
