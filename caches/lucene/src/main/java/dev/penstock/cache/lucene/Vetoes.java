package dev.penstock.cache.lucene;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which entries are never found again for which question. The oldest give way to new ones. */
final class Vetoes {
  private static final int MOST = 100_000;

  private final Map<String, Veto> inOrder = new LinkedHashMap<>();
  private final Map<String, Set<String>> byQuestion = new ConcurrentHashMap<>();

  /**
   * A veto.
   *
   * @param asked the id of the question that was asked
   * @param entry the id of the entry
   */
  record Veto(String asked, String entry) {
    private static final char BETWEEN = '/';

    String id() {
      return asked + BETWEEN + entry;
    }

    static @Nullable Veto parse(String id) {
      int at = id.indexOf(BETWEEN);
      return at < 0 ? null : new Veto(id.substring(0, at), id.substring(at + 1));
    }
  }

  /** Adds a veto; returns the one that gave way to it, or null. */
  synchronized @Nullable Veto add(Veto veto) {
    if (inOrder.putIfAbsent(veto.id(), veto) != null) {
      return null;
    }
    byQuestion.compute(veto.asked(), (asked, entries) -> with(entries, veto.entry()));
    if (inOrder.size() <= MOST) {
      return null;
    }
    Veto oldest = inOrder.values().iterator().next();
    inOrder.remove(oldest.id());
    byQuestion.computeIfPresent(
        oldest.asked(), (asked, entries) -> without(entries, oldest.entry()));
    return oldest;
  }

  /** The ids of the entries that are not found for a question. */
  Set<String> of(String asked) {
    return byQuestion.getOrDefault(asked, Set.of());
  }

  synchronized boolean contains(String id) {
    return inOrder.containsKey(id);
  }

  synchronized List<Veto> all() {
    return new ArrayList<>(inOrder.values());
  }

  private static Set<String> with(@Nullable Set<String> entries, String entry) {
    Set<String> more = entries == null ? new HashSet<>() : new HashSet<>(entries);
    more.add(entry);
    return Set.copyOf(more);
  }

  private static @Nullable Set<String> without(Set<String> entries, String entry) {
    Set<String> fewer = new HashSet<>(entries);
    fewer.remove(entry);
    return fewer.isEmpty() ? null : Set.copyOf(fewer);
  }
}
