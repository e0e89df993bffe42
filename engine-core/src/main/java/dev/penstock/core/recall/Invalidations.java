package dev.penstock.core.recall;

import dev.penstock.api.Invalidation;
import dev.penstock.spi.CachedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was forgotten lately: an answer under way to a request that came before must not be stored.
 * Outlives policies.
 */
public final class Invalidations {
  private final List<Told> told = new CopyOnWriteArrayList<>();

  private final AtomicLong era = new AtomicLong();

  private record Told(Invalidation which, Instant at) {}

  /**
   * Takes one in.
   *
   * @param longest how long the requests under way may take
   */
  void add(Invalidation which, Instant now, Duration longest) {
    told.removeIf(t -> t.at.plus(longest).isBefore(now));
    told.add(new Told(which, now));
    era.incrementAndGet();
  }

  /** Changes with each of them: who comes later does not share the answer to an earlier request. */
  long era() {
    return era.get();
  }

  /** Whether an answer is one that was to be forgotten after its request had come. */
  boolean cover(CachedAnswer answer) {
    for (Told t : told) {
      if (!answer.storedAt().isAfter(t.at) && matches(t.which, answer)) {
        return true;
      }
    }
    return false;
  }

  static boolean matches(Invalidation which, CachedAnswer answer) {
    return (which.tenant() == null || which.tenant().equals(answer.tenant()))
        && (which.tag() == null || answer.tags().contains(which.tag()))
        && (which.model() == null || which.model().equals(answer.model()))
        && (which.promptVersion() == null || which.promptVersion().equals(answer.promptVersion()))
        && (which.intent() == null || which.intent().equals(answer.intent()));
  }
}
