package dev.penstock.cache.lucene;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Ids in the order they came, each once at a time. */
final class WaitingIds {
  private final Queue<String> queue = new ConcurrentLinkedQueue<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  void add(String id) {
    if (waiting.add(id)) {
      queue.add(id);
    }
  }

  /** The next, or null. One that is added from now on comes again. */
  @Nullable String poll() {
    String id = queue.poll();
    if (id != null) {
      waiting.remove(id);
    }
    return id;
  }

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }
}
