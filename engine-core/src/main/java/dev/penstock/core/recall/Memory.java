package dev.penstock.core.recall;

import dev.penstock.api.explain.Likeness;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Remembers which answers of the cache the latest requests had to do with. Thread-safe. */
final class Memory {
  private static final int KEPT = 10_000;

  /**
   * What a request had to do with the cache.
   *
   * @param key the key of its question
   * @param answer what it was given, or what was stored for it
   * @param entryId the entry of a similar question, or null
   * @param likeness what spoke for it, or null
   */
  record Trace(
      CacheKey key, CachedAnswer answer, @Nullable String entryId, @Nullable Likeness likeness) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Trace> traces =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trace> eldest) {
          return size() > KEPT;
        }
      };

  void add(String requestId, Trace trace) {
    lock.lock();
    try {
      traces.put(requestId, trace);
    } finally {
      lock.unlock();
    }
  }

  @Nullable Trace get(String requestId) {
    lock.lock();
    try {
      return traces.get(requestId);
    } finally {
      lock.unlock();
    }
  }

  void remove(String requestId) {
    lock.lock();
    try {
      traces.remove(requestId);
    } finally {
      lock.unlock();
    }
  }
}
