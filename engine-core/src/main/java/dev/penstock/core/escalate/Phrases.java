package dev.penstock.core.escalate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words and phrases to be found: as whole words in a row within a sentence, in any of their regular
 * forms. Articles and the like in the midst of a phrase do not matter, and a phrase that is said to
 * be not wanted ("no need for a manager") is not found.
 */
final class Phrases {
  private static final Set<String> FILLERS = Set.of("a", "an", "the", "your", "my", "our", "some");

  private final Map<String, List<Phrase>> byFirst = new HashMap<>();

  Phrases(List<String> phrases) {
    for (String phrase : phrases) {
      Phrase compiled = Phrase.of(phrase);
      for (String first : compiled.words().getFirst()) {
        byFirst.computeIfAbsent(first, f -> new ArrayList<>()).add(compiled);
      }
    }
  }

  /** A phrase, each word by its forms. */
  private record Phrase(String text, List<Set<String>> words) {
    static Phrase of(String phrase) {
      List<String> words = Words.of(phrase).all();
      List<String> kept = words.stream().filter(word -> !FILLERS.contains(word)).toList();
      return new Phrase(
          phrase, (kept.isEmpty() ? words : kept).stream().map(Inflection::forms).toList());
    }
  }

  /** The first phrase that the text says, as the policy writes it; or null. */
  @Nullable String saidIn(Words text) {
    for (int i = 0; i < text.size(); i++) {
      List<Phrase> starting = byFirst.get(text.get(i));
      if (starting == null) {
        continue;
      }
      for (Phrase phrase : starting) {
        if (stands(phrase, text, i) && !Denial.denies(text, i)) {
          return phrase.text();
        }
      }
    }
    return null;
  }

  /** How many different phrases the text says, up to a limit. */
  int count(Words text, int most) {
    Set<String> said = new HashSet<>();
    for (int i = 0; i < text.size() && said.size() < most; i++) {
      for (Phrase phrase : byFirst.getOrDefault(text.get(i), List.of())) {
        if (stands(phrase, text, i)) {
          said.add(phrase.text());
        }
      }
    }
    return Math.min(said.size(), most);
  }

  private static boolean stands(Phrase phrase, Words text, int start) {
    int at = start;
    for (int next = 1; next < phrase.words().size(); next++) {
      Set<String> forms = phrase.words().get(next);
      do {
        at++;
        if (at == text.size() || text.startsSentence(at)) {
          return false;
        }
      } while (!forms.contains(text.get(at)) && FILLERS.contains(text.get(at)));
      if (!forms.contains(text.get(at))) {
        return false;
      }
    }
    return true;
  }
}
