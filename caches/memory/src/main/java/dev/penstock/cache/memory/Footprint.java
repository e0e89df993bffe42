package dev.penstock.cache.memory;

import dev.penstock.spi.CachedAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two limits with the one that Caffeine knows: an answer weighs its bytes, but at least so
 * much that no more than the allowed number of answers fits.
 *
 * @param capacity the weight that fits
 * @param least the weight of the smallest answer
 * @param largest the bytes of the largest answer that is worth its room
 */
record Footprint(long capacity, long least, long largest) {
  /** No model writes more; a larger answer is an accident. */
  static final long LARGEST = 4 << 20;

  /** The bytes of an entry besides its text. */
  private static final long OVERHEAD = 500;

  static Footprint of(MemoryCacheSettings settings) {
    @Nullable Long bytes = settings.maxBytes();
    long entries = settings.maxEntries();
    if (bytes == null) {
      // Every answer that is stored at all weighs the same.
      return new Footprint(saturatedProduct(entries, LARGEST), LARGEST, LARGEST);
    }
    return new Footprint(bytes, Math.ceilDiv(bytes, entries), Math.min(bytes, LARGEST));
  }

  boolean fits(CachedAnswer answer) {
    return bytes(answer) <= largest;
  }

  int weigh(CachedAnswer answer) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(least, bytes(answer)));
  }

  private static long bytes(CachedAnswer answer) {
    return OVERHEAD + 2L * answer.text().length();
  }

  private static long saturatedProduct(long first, long second) {
    return first > Long.MAX_VALUE / second ? Long.MAX_VALUE : first * second;
  }
}
