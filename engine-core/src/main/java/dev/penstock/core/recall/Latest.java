package dev.penstock.core.recall;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Remembers the latest 10,000 of something. Thread-safe. */
public final class Latest<V> {
  private static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, V> values =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
          return size() > KEPT;
        }
      };

  /** Remembers a value; the eldest is forgotten. */
  public void put(String key, V value) {
    lock.lock();
    try {
      values.put(key, value);
    } finally {
      lock.unlock();
    }
  }

  /** The value, or null if it is not remembered. */
  public @Nullable V get(String key) {
    lock.lock();
    try {
      return values.get(key);
    } finally {
      lock.unlock();
    }
  }

  void remove(String key) {
    lock.lock();
    try {
      values.remove(key);
    } finally {
      lock.unlock();
    }
  }
}
