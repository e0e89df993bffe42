package dev.penstock.core.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands before and after a word of direction must not have changed places: "PDF to HTML" is
 * not "HTML to PDF".
 */
final class DirectionGuard implements Guard {
  private static final Set<String> CONNECTORS =
      Set.of("to", "into", "than", "over", "before", "after", "versus", "vs", "from", "by");
  private static final Set<String> SKIPPED =
      Set.of("a", "an", "the", "my", "your", "our", "his", "her", "their", "this", "that", "is");

  @Override
  public String name() {
    return "direction";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    Set<String> ours = steps(asked.words());
    if (ours.isEmpty()) {
      return false;
    }
    Set<String> theirs = steps(stored.words());
    for (String step : ours) {
      String[] parts = step.split(" ", 3);
      String turned = parts[2] + " " + parts[1] + " " + parts[0];
      if (!parts[0].equals(parts[2])
          && theirs.contains(turned)
          && !theirs.contains(step)
          && !ours.contains(turned)) {
        return true;
      }
    }
    return false;
  }

  /** Every "x connector y", and "x to y" for "from x to y" however the two are ordered. */
  private static Set<String> steps(List<String> words) {
    Set<String> steps = new HashSet<>();
    String from = "";
    String to = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!CONNECTORS.contains(word)) {
        continue;
      }
      String before = content(words, i - 1, -1);
      String after = content(words, i + 1, 1);
      if (!before.isEmpty() && !after.isEmpty()) {
        steps.add(before + " " + word + " " + after);
      }
      from = word.equals("from") ? after : from;
      to = word.equals("to") ? after : to;
    }
    if (!from.isEmpty() && !to.isEmpty()) {
      steps.add(from + " to " + to);
    }
    return steps;
  }

  private static String content(List<String> words, int start, int step) {
    int i = start;
    while (i >= 0 && i < words.size() && SKIPPED.contains(words.get(i))) {
      i += step;
    }
    return i >= 0 && i < words.size() ? words.get(i) : "";
  }
}
