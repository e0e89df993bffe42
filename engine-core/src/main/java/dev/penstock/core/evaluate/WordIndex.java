package dev.penstock.core.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the sets of words that share most with one: Jaccard's index. */
final class WordIndex {
  private final Map<String, List<Integer>> places = new HashMap<>();
  private final List<Integer> sizes = new ArrayList<>();

  WordIndex(List<? extends Collection<String>> texts) {
    for (Collection<String> words : texts) {
      Set<String> distinct = new HashSet<>(words);
      int place = sizes.size();
      sizes.add(distinct.size());
      distinct.forEach(word -> places.computeIfAbsent(word, w -> new ArrayList<>()).add(place));
    }
  }

  /** Positions of the nearest, nearest first; how much they share comes back in the second. */
  int[] nearest(Collection<String> words, float[] shares) {
    Set<String> distinct = new HashSet<>(words);
    int[] both = new int[sizes.size()];
    for (String word : distinct) {
      for (int place : places.getOrDefault(word, List.of())) {
        both[place]++;
      }
    }
    int k = Math.min(shares.length, both.length);
    int[] best = new int[k];
    int found = 0;
    for (int i = 0; i < both.length; i++) {
      float share = (float) both[i] / (distinct.size() + sizes.get(i) - both[i]);
      if (found == k && share <= shares[k - 1]) {
        continue;
      }
      int at = found < k ? found++ : k - 1;
      while (at > 0 && shares[at - 1] < share) {
        shares[at] = shares[at - 1];
        best[at] = best[at - 1];
        at--;
      }
      shares[at] = share;
      best[at] = i;
    }
    return best;
  }
}
