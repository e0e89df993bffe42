package dev.penstock.cache.lucene;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.Share;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the cache {@code lucene}.
 *
 * @param path the folder of its index, made if it is not there; null keeps the index in memory, and
 *     it is gone with the process
 * @param maxEntries how many answers it keeps; null means {@link #DEFAULT_MAX_ENTRIES}
 * @param maxBytes how many bytes answers and vectors may take, roughly; null means no limit but
 *     that of entries
 * @param ttl how long it keeps an answer after it was stored, however often it is recalled; null
 *     means {@link #DEFAULT_TTL}
 * @param ttlJitter by how much of it that life is shortened at most, at random, so that answers
 *     stored together do not expire together; null means {@link #DEFAULT_TTL_JITTER}
 * @param commitEvery how long a stored answer may be lost in a crash; null means {@link
 *     #DEFAULT_COMMIT_EVERY}
 */
public record LuceneCacheSettings(
    @Description("Folder of the index; in memory if absent") @Nullable Path path,
    @Description("Answers kept at most; 100k if absent") @Nullable Long maxEntries,
    @Description("Bytes that answers and vectors may take, roughly") @Nullable Long maxBytes,
    @Description("Life of an answer from when it was stored; 24h if absent") @Nullable Duration ttl,
    @Description("Part of its life that is cut off at random; 10% if absent")
        @Nullable Share ttlJitter,
    @Description("Time until what was stored outlives a crash; 5s if absent")
        @Nullable Duration commitEvery) {

  /** The answers kept if the policy does not say. */
  public static final long DEFAULT_MAX_ENTRIES = 100_000;

  /** The life of an answer if the policy does not say. */
  public static final Duration DEFAULT_TTL = Duration.ofHours(24);

  /** The part of that life cut off at random if the policy does not say. */
  public static final Share DEFAULT_TTL_JITTER = Share.ofPercent(10);

  /** The time between commits if the policy does not say. */
  public static final Duration DEFAULT_COMMIT_EVERY = Duration.ofSeconds(5);

  private static final long MOST_ENTRIES = 10_000_000;
  private static final Duration LONGEST_TTL = Duration.ofDays(36_500);
  private static final Duration SHORTEST_COMMIT = Duration.ofMillis(100);
  private static final Duration LONGEST_COMMIT = Duration.ofHours(1);

  /** The settings of a policy that says nothing: in memory. */
  public static final LuceneCacheSettings DEFAULTS =
      new LuceneCacheSettings(null, null, null, null, null, null);

  /** Refuses what is out of range. */
  public LuceneCacheSettings {
    maxEntries = maxEntries == null ? DEFAULT_MAX_ENTRIES : maxEntries;
    ttl = ttl == null ? DEFAULT_TTL : ttl;
    ttlJitter = ttlJitter == null ? DEFAULT_TTL_JITTER : ttlJitter;
    commitEvery = commitEvery == null ? DEFAULT_COMMIT_EVERY : commitEvery;
    if (path != null && path.toString().isBlank()) {
      throw new IllegalArgumentException("path must not be empty");
    }
    if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
      throw new IllegalArgumentException("max-entries must be from 1 to 10 million");
    }
    if (maxBytes != null && maxBytes < 1) {
      throw new IllegalArgumentException("max-bytes must be at least 1");
    }
    if (!ttl.isPositive() || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException("ttl must be above 0 and at most 36500 days");
    }
    if (ttlJitter.fraction() > 0.5) {
      throw new IllegalArgumentException("ttl-jitter must be at most 50%");
    }
    if (commitEvery.compareTo(SHORTEST_COMMIT) < 0 || commitEvery.compareTo(LONGEST_COMMIT) > 0) {
      throw new IllegalArgumentException("commit-every must be from 100ms to 1h");
    }
  }

  @Override
  public Long maxEntries() {
    return maxEntries == null ? DEFAULT_MAX_ENTRIES : maxEntries;
  }

  @Override
  public Duration ttl() {
    return ttl == null ? DEFAULT_TTL : ttl;
  }

  @Override
  public Share ttlJitter() {
    return ttlJitter == null ? DEFAULT_TTL_JITTER : ttlJitter;
  }

  @Override
  public Duration commitEvery() {
    return commitEvery == null ? DEFAULT_COMMIT_EVERY : commitEvery;
  }
}
