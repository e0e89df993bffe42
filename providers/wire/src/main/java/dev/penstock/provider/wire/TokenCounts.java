package dev.penstock.provider.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts of tokens from a vendor's usage. A count is a whole number from 0 to 2^53; anything
 * else throws {@link IllegalArgumentException}, and null is absent.
 */
public final class TokenCounts {
  /** What is told for a count that is not there. */
  public static final long ABSENT = -1;

  private static final long MOST = 1L << 53;

  private TokenCounts() {}

  /** A count, or {@link #ABSENT}. */
  public static long of(Map<String, Object> usage, String name) {
    return count(usage.get(name));
  }

  /** A count that must be there. */
  public static long required(Map<String, Object> usage, String name) {
    long count = of(usage, name);
    require(count != ABSENT);
    return count;
  }

  /** A count that is 0 if it is not there. */
  public static long orZero(Map<String, Object> usage, String name) {
    return Math.max(0, of(usage, name));
  }

  /** A count within an object of the usage; 0 if either is not there. */
  public static long orZero(Map<String, Object> usage, String object, String name) {
    Object inner = usage.get(object);
    return inner instanceof Map<?, ?> map ? Math.max(0, count(map.get(name))) : 0;
  }

  /** Throws if counts contradict each other. */
  public static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("the usage is no usage");
    }
  }

  private static long count(@Nullable Object value) {
    if (value == null) {
      return ABSENT;
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    long count = whole ? ((Number) value).longValue() : ABSENT;
    require(count >= 0 && count <= MOST);
    return count;
  }
}
