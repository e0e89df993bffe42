package dev.penstock.core.recall;

import dev.penstock.core.match.Agreement;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was said about the recalled answers of a class since the cache was opened. It outlives a
 * reload that keeps the cache and what was measured for the class. Thread-safe.
 */
final class Experience {
  private static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Double> bad = new ArrayDeque<>();
  private final ArrayDeque<Check> checks = new ArrayDeque<>();
  private final EnumMap<Judgement, Long> judged = new EnumMap<>(Judgement.class);
  private final AtomicLong version = new AtomicLong();

  /** What a call to a model said about the answer given at a score. */
  record Check(double score, Agreement agreement) {}

  /** How often something was said. */
  long version() {
    return version.get();
  }

  /** Somebody said that the answer given at that score was wrong. */
  void bad(double score) {
    lock.lock();
    try {
      add(bad, score);
      version.incrementAndGet();
    } finally {
      lock.unlock();
    }
  }

  /** A call to a model was compared with the answer given at that score. */
  void checked(double score, Agreement agreement) {
    lock.lock();
    try {
      add(checks, new Check(score, agreement));
      version.incrementAndGet();
    } finally {
      lock.unlock();
    }
  }

  /** A judge said something about an answer that was not given. */
  void judged(Judgement judgement) {
    lock.lock();
    try {
      judged.merge(judgement, 1L, Long::sum);
    } finally {
      lock.unlock();
    }
  }

  /** How often a judge said so. */
  long count(Judgement judgement) {
    lock.lock();
    try {
      return judged.getOrDefault(judgement, 0L);
    } finally {
      lock.unlock();
    }
  }

  private static <T> void add(ArrayDeque<T> latest, T one) {
    if (latest.size() == KEPT) {
      latest.removeFirst();
    }
    latest.addLast(one);
  }

  /** The scores of the latest answers that somebody said were wrong. */
  List<Double> bad() {
    lock.lock();
    try {
      return List.copyOf(bad);
    } finally {
      lock.unlock();
    }
  }

  /** The latest comparisons. */
  List<Check> checks() {
    lock.lock();
    try {
      return List.copyOf(checks);
    } finally {
      lock.unlock();
    }
  }
}
