package dev.penstock.classifier.learned;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes all measures of a question; text without words has zeros where words are counted. */
final class Measures {
  private static final Set<String> CONJUNCTIONS =
      Set.of(
          "and",
          "or",
          "but",
          "also",
          "then",
          "while",
          "because",
          "therefore",
          "however",
          "although");
  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "neither",
          "nor",
          "except",
          "without",
          "cannot",
          "least",
          "false",
          "incorrect");
  private static final Set<String> QUESTION_WORDS =
      Set.of("what", "which", "who", "whom", "whose", "when", "where", "why", "how");
  private static final String USUAL_MARKS = ".,;:!?'\"()-’‘“”";
  private static final int MOST_QUESTION_MARKS = 3;

  private Measures() {}

  /** All measures. */
  static Map<Measure, Double> of(String question) {
    Outline outline = Outline.of(Excerpt.of(question));
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, 0.0);
    }
    characters(outline.text(), values);
    words(outline, values);
    if (!outline.items().isEmpty()) {
      items(outline, values);
    }
    return values;
  }

  private static void characters(String text, Map<Measure, Double> values) {
    int digits = 0;
    int symbols = 0;
    int commas = 0;
    int questions = 0;
    int all = 0;
    for (int at = 0; at < text.length(); all++) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (Character.isDigit(c)) {
        digits++;
      } else if (c == ',') {
        commas++;
      } else if (c == '?') {
        questions++;
      } else if (!Character.isLetterOrDigit(c)
          && !Character.isWhitespace(c)
          && USUAL_MARKS.indexOf(c) < 0) {
        symbols++;
      }
    }
    values.put(Measure.DIGITS, share(digits, all));
    values.put(Measure.SYMBOLS, share(symbols, all));
    values.put(Measure.COMMAS, StrictMath.log1p(commas));
    values.put(Measure.QUESTION_MARKS, (double) Math.min(questions, MOST_QUESTION_MARKS));
  }

  private static void words(Outline outline, Map<Measure, Double> values) {
    List<String> words = Words.of(outline.text());
    int letters = 0;
    int joining = 0;
    int denying = 0;
    for (String word : words) {
      letters += word.length();
      joining += CONJUNCTIONS.contains(word) ? 1 : 0;
      denying += NEGATIONS.contains(word) || word.endsWith("n't") ? 1 : 0;
    }
    int all = words.size();
    values.put(Measure.WORDS, StrictMath.log1p(all));
    values.put(Measure.WORD_LENGTH, share(letters, all));
    values.put(Measure.DIFFERENT_WORDS, share(new HashSet<>(words).size(), all));
    values.put(Measure.CONJUNCTIONS, share(joining, all));
    values.put(Measure.NEGATIONS, share(denying, all));
    long asking = Words.of(outline.stem()).stream().filter(QUESTION_WORDS::contains).count();
    values.put(Measure.QUESTION_WORDS, StrictMath.log1p((double) asking));
  }

  private static void items(Outline outline, Map<Measure, Double> values) {
    List<Set<String>> sets = new ArrayList<>();
    Set<String> different = new HashSet<>();
    int all = 0;
    int withDigit = 0;
    for (String item : outline.items()) {
      List<String> words = Words.withDigits(item);
      all += words.size();
      withDigit += item.chars().anyMatch(Character::isDigit) ? 1 : 0;
      different.addAll(words);
      sets.add(new HashSet<>(words));
    }
    values.put(Measure.ITEM_REPETITION, share(all - different.size(), all));
    values.put(Measure.ITEM_LIKENESS, likeness(sets));
    values.put(Measure.ITEM_DIGITS, share(withDigit, outline.items().size()));
    Set<String> echoed = new HashSet<>(Words.of(outline.stem()));
    echoed.retainAll(different);
    values.put(Measure.ITEM_ECHO, share(echoed.size(), different.size()));
  }

  private static double likeness(List<Set<String>> sets) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < sets.size(); i++) {
      for (int j = i + 1; j < sets.size(); j++) {
        Set<String> both = new HashSet<>(sets.get(i));
        both.retainAll(sets.get(j));
        sum += share(both.size(), sets.get(i).size() + sets.get(j).size() - both.size());
        pairs++;
      }
    }
    return sum / pairs;
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
