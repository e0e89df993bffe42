package dev.penstock.cache.lucene;

import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;

/**
 * What is stored under a key.
 *
 * @param key the key; its {@code exact} is the entry's id
 * @param answer the answer
 * @param space which vectors the entry's is comparable with
 * @param version rises with each entry that is stored; tells an entry from one it has replaced
 * @param expiresAt when it expires, in milliseconds since 1970
 */
record Entry(CacheKey key, CachedAnswer answer, VectorSpace space, long version, long expiresAt) {
  /** The bytes of an entry besides its texts. */
  private static final int OVERHEAD = 500;

  String id() {
    return key.exact();
  }

  boolean isExpired(long now) {
    return expiresAt <= now;
  }

  /** Roughly the bytes it takes in heap or on disk, its vector included. */
  long bytes() {
    String question = answer.question();
    return OVERHEAD
        + 2L * answer.text().length()
        + 2L * key.question().length()
        + (question == null ? 0 : 2L * question.length())
        + (long) Float.BYTES * space.dimensions();
  }
}
