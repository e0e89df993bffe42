package dev.penstock.cache.memory;

import dev.penstock.api.policy.Description;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the cache {@code memory}.
 *
 * @param maxEntries how many answers it keeps; null means {@link #DEFAULT_MAX_ENTRIES}
 * @param ttl how long it keeps an answer after it was stored, however often it is recalled; null
 *     means {@link #DEFAULT_TTL}
 * @param maxBytes how much heap its answers may take, roughly; null means no limit but that of
 *     entries
 */
public record MemoryCacheSettings(
    @Description("Answers kept at most; 10k if absent") @Nullable Long maxEntries,
    @Description("Life of an answer from when it was stored; 24h if absent") @Nullable Duration ttl,
    @Description("Heap that answers may take, in bytes, roughly") @Nullable Long maxBytes) {

  /** The answers kept if the policy does not say. */
  public static final long DEFAULT_MAX_ENTRIES = 10_000;

  /** The life of an answer if the policy does not say. */
  public static final Duration DEFAULT_TTL = Duration.ofHours(24);

  private static final Duration LONGEST_TTL = Duration.ofDays(36_500);

  /** The settings of a policy that says nothing. */
  public static final MemoryCacheSettings DEFAULTS = new MemoryCacheSettings(null, null, null);

  /** Refuses limits below one and a life that is not positive or longer than a hundred years. */
  public MemoryCacheSettings {
    maxEntries = maxEntries == null ? DEFAULT_MAX_ENTRIES : maxEntries;
    ttl = ttl == null ? DEFAULT_TTL : ttl;
    if (maxEntries < 1) {
      throw new IllegalArgumentException("max-entries must be at least 1");
    }
    if (!ttl.isPositive() || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException("ttl must be above 0 and at most 36500 days");
    }
    if (maxBytes != null && maxBytes < 1) {
      throw new IllegalArgumentException("max-bytes must be at least 1");
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
}
