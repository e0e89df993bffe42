package dev.penstock.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares two answers to one question. Models word an answer anew each time, so that much stays
 * unsure; it is said so rather than guessed.
 */
public final class AnswerComparison {
  private static final double SAME = 0.9;
  private static final double DIFFERENT = 0.5;

  private AnswerComparison() {}

  /**
   * Compares.
   *
   * @param cosine of the vectors of both, or null if there are none
   */
  public static Agreement compare(String recalled, String fresh, @Nullable Double cosine) {
    if (normal(recalled).equals(normal(fresh))) {
      return Agreement.SAME;
    }
    if (cosine == null) {
      return Agreement.UNSURE;
    }
    if (cosine < DIFFERENT) {
      return Agreement.DIFFERENT;
    }
    return cosine < SAME ? Agreement.UNSURE : nearlyEqual(recalled, fresh);
  }

  /** Texts so near to each other differ in what guards look at, or in nothing that matters. */
  private static Agreement nearlyEqual(String recalled, String fresh) {
    Phrase one = Phrase.of(recalled);
    Phrase other = Phrase.of(fresh);
    Agreement numbers = numbers(one, other);
    if (numbers != Agreement.SAME) {
      return numbers;
    }
    if (new UnitsGuard().refuses(one, other)) {
      return Agreement.DIFFERENT;
    }
    int denials = NegationGuard.negations(one);
    int others = NegationGuard.negations(other);
    if (denials % 2 == others % 2 && (denials == 0) == (others == 0)) {
      return Agreement.SAME;
    }
    return isOneSentence(recalled) && isOneSentence(fresh) ? Agreement.DIFFERENT : Agreement.UNSURE;
  }

  /** A number more may be a detail more; where each has another one, they disagree. */
  private static Agreement numbers(Phrase one, Phrase other) {
    if (one.numbers().equals(other.numbers()) || apart(one).equals(apart(other))) {
      return Agreement.SAME;
    }
    List<String> mine = new ArrayList<>(one.numbers());
    List<String> its = new ArrayList<>(other.numbers());
    other.numbers().forEach(mine::remove);
    one.numbers().forEach(its::remove);
    return mine.isEmpty() || its.isEmpty() ? Agreement.UNSURE : Agreement.DIFFERENT;
  }

  /** The numbers, each run of digits for itself: "3-5 days" and "3 to 5 days" have the same. */
  private static List<String> apart(Phrase phrase) {
    List<String> numbers = new ArrayList<>();
    for (String word : phrase.words()) {
      String number = Numbers.normal(word);
      if (number != null) {
        boolean digits = word.chars().anyMatch(Character::isDigit);
        numbers.addAll(digits ? List.of(word.split("\\D+")) : List.of(number));
      }
    }
    phrase.rest().ifPresent(numbers::add);
    numbers.removeIf(String::isEmpty);
    numbers.sort(null);
    return numbers;
  }

  private static boolean isOneSentence(String text) {
    String stripped = text.strip();
    for (int i = 0; i + 1 < stripped.length(); i++) {
      char c = stripped.charAt(i);
      boolean ends = c == '.' || c == '?' || c == '!' || c == '\n';
      if (ends && (c == '\n' || Character.isWhitespace(stripped.charAt(i + 1)))) {
        return false;
      }
    }
    return true;
  }

  private static String normal(String text) {
    String normal = String.join(" ", text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    int end = normal.length();
    while (end > 0 && ".!".indexOf(normal.charAt(end - 1)) >= 0) {
      end--;
    }
    return normal.substring(0, end);
  }
}
