package dev.penstock.core.escalate;

import dev.penstock.core.match.Phrase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How often a question was asked in its session. Kept are the latest 10,000 sessions of at most a
 * day, and of each the latest eight questions, as hashes of their words. Thread-safe.
 */
public final class Sessions {
  private static final int KEPT = 10_000;
  private static final int QUESTIONS = 8;
  private static final int MOST_WORDS = 48;
  private static final double SAME = 0.6;
  private static final int NO_NUMBERS = List.of().hashCode();
  private static final Duration LIFE = Duration.ofHours(24);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Session> sessions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Session> eldest) {
          return size() > KEPT;
        }
      };

  @Inject
  Sessions() {}

  private record Key(String tenant, String session) {}

  private static final class Session {
    final Deque<Asked> asked = new ArrayDeque<>();
    Instant last;

    Session(Instant now) {
      last = now;
    }
  }

  private static final class Asked {
    final int[] words;
    final int numbers;
    int times;

    Asked(int[] words, int numbers) {
      this.words = words;
      this.numbers = numbers;
    }
  }

  /**
   * How often a question was asked in a session, this time included.
   *
   * @param counted whether this time is remembered
   */
  int times(String tenant, String session, String question, Instant now, boolean counted) {
    Phrase phrase = Phrase.of(question);
    int[] words =
        phrase.content().stream()
            .filter(word -> word.chars().noneMatch(Character::isDigit))
            .mapToInt(String::hashCode)
            .sorted()
            .limit(MOST_WORDS)
            .toArray();
    int numbers = phrase.numbers().hashCode();
    Key key = new Key(tenant, session);
    lock.lock();
    try {
      Session known = sessions.get(key);
      if (known != null && known.last.plus(LIFE).isBefore(now)) {
        sessions.remove(key);
        known = null;
      }
      Asked same = known == null ? null : same(known, words, numbers);
      if (!counted) {
        return same == null ? 1 : same.times + 1;
      }
      if (known == null) {
        known = new Session(now);
        sessions.put(key, known);
      }
      if (same == null) {
        same = new Asked(words, numbers);
      }
      known.asked.remove(same);
      known.asked.addLast(same);
      if (known.asked.size() > QUESTIONS) {
        known.asked.removeFirst();
      }
      known.last = now;
      same.times++;
      return same.times;
    } finally {
      lock.unlock();
    }
  }

  /** A question with other numbers or ids is another question; the nearest of the rest counts. */
  private static @Nullable Asked same(Session session, int[] words, int numbers) {
    Asked best = null;
    double most = SAME;
    for (Asked asked : session.asked) {
      boolean comparable =
          asked.numbers == numbers || asked.numbers == NO_NUMBERS || numbers == NO_NUMBERS;
      double shared = comparable ? shared(asked.words, words) : 0;
      if (shared >= most) {
        most = shared;
        best = asked;
      }
    }
    return best;
  }

  /** Jaccard's index. */
  private static double shared(int[] one, int[] other) {
    if (one.length == 0 || other.length == 0) {
      return Arrays.equals(one, other) ? 1 : 0;
    }
    int both = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      if (one[i] == other[j]) {
        both++;
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) both / (one.length + other.length - both);
  }
}
