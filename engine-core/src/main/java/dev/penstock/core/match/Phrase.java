package dev.penstock.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A question taken apart for the guards. Words are in lower case; an apostrophe inside of a word is
 * part of it.
 *
 * @param words the words, in order
 * @param numbers numbers, amounts and ids, normalised and sorted
 * @param names words with a capital letter that is not owed to the start of a sentence
 * @param stems the words without regular endings
 * @param content the stems of words that say something; all stems if none does
 */
public record Phrase(
    List<String> words,
    List<String> numbers,
    Set<String> names,
    Set<String> stems,
    Set<String> content) {
  /** Longer questions are compared by their beginning; what follows is one more number. */
  private static final int LONGEST = 20_000;

  private static final String REST = "rest:";

  /** Copies the components. */
  public Phrase {
    words = List.copyOf(words);
    numbers = List.copyOf(numbers);
    names = Set.copyOf(names);
    stems = Set.copyOf(stems);
    content = Set.copyOf(content);
  }

  /** Takes a question apart. */
  public static Phrase of(String question) {
    String text = question.length() > LONGEST ? question.substring(0, LONGEST) : question;
    List<String> words = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    List<String> capitals = new ArrayList<>();
    boolean starts = true;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && inWord(text, end)) {
        end++;
      }
      if (end == at) {
        char c = text.charAt(at++);
        starts |= c == '.' || c == '?' || c == '!' || c == ':' || c == '\n';
        continue;
      }
      String token = text.substring(at, end);
      String word = token.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
      words.add(word);
      String number = Numbers.normal(word);
      if (number != null) {
        numbers.add(number);
      } else if (!starts && isName(token)) {
        capitals.add(word);
      }
      starts = false;
      at = end;
    }
    if (question.length() > LONGEST) {
      numbers.add(REST + question.substring(LONGEST).hashCode());
    }
    numbers.sort(null);
    return new Phrase(
        words, numbers, written(capitals, words.size()), Stem.all(words), Stem.content(words));
  }

  /** Capitals mean nothing in a question that has them nearly everywhere. */
  private static Set<String> written(List<String> capitals, int words) {
    return capitals.size() * 2 > words ? Set.of() : new HashSet<>(capitals);
  }

  /** The share of stems in both of those in either: Jaccard's index. */
  public double sharedWith(Phrase other) {
    long both = stems.stream().filter(other.stems::contains).count();
    long either = stems.size() + other.stems.size() - both;
    return either == 0 ? 0 : (double) both / either;
  }

  /** What stands for the text after the beginning that is compared; empty if that is all of it. */
  Optional<String> rest() {
    return numbers.stream().filter(number -> number.startsWith(REST)).findFirst();
  }

  private static boolean inWord(String text, int i) {
    char c = text.charAt(i);
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || ("'\u2019.,:/-".indexOf(c) >= 0 && joins(text, i, c));
  }

  /** An apostrophe joins letters; a point, comma, colon, slash or hyphen joins digits. */
  private static boolean joins(String text, int i, char c) {
    if (i == 0 || i + 1 == text.length()) {
      return false;
    }
    char before = text.charAt(i - 1);
    char after = text.charAt(i + 1);
    boolean digits = Character.isDigit(before) && Character.isDigit(after);
    return switch (c) {
      case '\'', '\u2019' -> Character.isLetter(before) && Character.isLetter(after);
      case '-' ->
          Character.isLetterOrDigit(before)
              && Character.isLetterOrDigit(after)
              && (Character.isDigit(before) || Character.isDigit(after));
      default -> digits;
    };
  }

  private static boolean isName(String token) {
    return token.length() > 1
        && Character.isUpperCase(token.charAt(0))
        && !token.startsWith("I'")
        && !token.startsWith("I\u2019");
  }
}
