package dev.penstock.core.match;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The language of a text, as far as script and the commonest words tell. */
public final class Language {
  private static final Map<String, String> COMMON = new HashMap<>();

  static {
    common("en", "the is are how what where when my i do does can you to of with this it for");
    common("de", "der das ist wie wo wann mein meine ich kann kannst und zu mit nicht ein eine");
    common("fr", "le les est comment quand mon ma je puis peux vous pour avec une et des du");
    common("es", "el los cómo como cuándo mi yo puedo puede para con una y qué que del");
    common("it", "il gli è come quando mio mia posso può per con una di che della");
    common("nl", "het de hoe waar wanneer mijn ik kan kunt voor met een en niet van");
    common("pt", "os como quando meu minha eu posso pode para com uma não que do");
  }

  private static void common(String language, String words) {
    for (String word : words.split(" ", -1)) {
      COMMON.merge(word, language, (one, other) -> "");
    }
  }

  private Language() {}

  /** The language of a text, such as {@code en}, or the script of other letters; or null. */
  public static @Nullable String of(String text) {
    return of(Phrase.of(text));
  }

  /** Whether a language can be told from others. */
  public static boolean isTold(String language) {
    return COMMON.containsValue(language);
  }

  /** Whether a text has so many of a language's words that it may well be in it. */
  public static boolean mayBe(String language, String text) {
    Map<String, Integer> counts = counts(Phrase.of(text));
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
    return counts.getOrDefault(language, 0) * 3 >= most;
  }

  static @Nullable String of(Phrase phrase) {
    Map<String, Integer> counts = counts(phrase);
    String best = null;
    int most = 1;
    boolean tie = false;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      tie = count == most ? best != null : count < most && tie;
      if (count > most) {
        most = count;
        best = entry.getKey();
      }
    }
    return tie ? null : best;
  }

  private static Map<String, Integer> counts(Phrase phrase) {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : phrase.words()) {
      Character.UnicodeScript script = Character.UnicodeScript.of(word.codePointAt(0));
      if (script == Character.UnicodeScript.COMMON) {
        continue;
      }
      String found =
          script == Character.UnicodeScript.LATIN ? COMMON.getOrDefault(word, "") : script.name();
      if (!found.isEmpty()) {
        counts.merge(found, 1, Integer::sum);
      }
    }
    return counts;
  }
}
