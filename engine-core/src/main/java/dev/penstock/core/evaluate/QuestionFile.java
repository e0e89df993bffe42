package dev.penstock.core.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads labelled questions: CSV with a header, or JSON of lists of {@code [text, label]}; or pairs
 * of texts, as CSV with a header.
 *
 * <p>Columns of the CSV are found by name: the text is {@code text}, {@code utterance}, {@code
 * sentence} or {@code question}; the label is {@code label}, {@code intent} or {@code category};
 * slots are {@code slots}, or {@code entity_type} with {@code entity_value}. Pairs have {@code
 * text1} and {@code text2}, or {@code question} or {@code sentence} with those numbers, and whether
 * they are the same in {@code label}, {@code same} or {@code is_duplicate}.
 */
public final class QuestionFile {
  private static final long LARGEST = 256L << 20;
  private static final List<String> TEXT = List.of("text", "utterance", "sentence", "question");
  private static final List<String> LABEL = List.of("label", "intent", "category");

  private static final List<String> FIRST = List.of("text1", "question1", "sentence1");
  private static final List<String> SECOND = List.of("text2", "question2", "sentence2");
  private static final List<String> IS_SAME = List.of("label", "same", "is_duplicate");
  private static final Set<String> SAME = Set.of("same", "1", "true", "yes", "duplicate");
  private static final Set<String> DIFFERENT = Set.of("different", "0", "false", "no");

  private QuestionFile() {}

  /**
   * Reads files, which must be all of labelled questions or all of pairs.
   *
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException if one has nothing of use in it, or they are of both kinds
   */
  public static QuestionSet readAll(List<Path> files) throws IOException {
    List<Labelled> questions = new ArrayList<>();
    List<QuestionSet.TextPair> pairs = new ArrayList<>();
    for (Path file : files) {
      List<List<String>> rows =
          file.toString().endsWith(".json") ? List.of() : Csv.rows(text(file));
      if (!rows.isEmpty() && column(header(rows), FIRST) >= 0) {
        pairs.addAll(pairs(file, rows));
      } else {
        questions.addAll(read(file));
      }
    }
    if (!questions.isEmpty() && !pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "labelled questions and pairs of texts cannot be measured together; give one kind");
    }
    return pairs.isEmpty() ? new QuestionSet(questions, List.of()) : QuestionSet.ofPairs(pairs);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(file + " is larger than 256 MB");
    }
    return Files.readString(file);
  }

  private static List<QuestionSet.TextPair> pairs(Path file, List<List<String>> rows) {
    List<String> header = header(rows);
    int first = column(header, FIRST);
    int second = column(header, SECOND);
    int same = column(header, IS_SAME);
    if (second < 0 || same < 0) {
      throw new IllegalArgumentException(
          "%s: the header needs one of %s and one of %s, found %s"
              .formatted(file, SECOND, IS_SAME, header));
    }
    List<QuestionSet.TextPair> pairs = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      String one = field(rows.get(i), first);
      String other = field(rows.get(i), second);
      if (!one.isEmpty() && !other.isEmpty()) {
        boolean are = isSame(file, i, field(rows.get(i), same));
        pairs.add(new QuestionSet.TextPair(one, other, are));
      }
    }
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(file + " has no pairs of texts in it");
    }
    return pairs;
  }

  private static boolean isSame(Path file, int row, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!SAME.contains(lower) && !DIFFERENT.contains(lower)) {
      throw new IllegalArgumentException(
          "%s: row %d after the header says `%s`, expected same or different, or 1 or 0"
              .formatted(file, row, word));
    }
    return SAME.contains(lower);
  }

  private static List<String> header(List<List<String>> rows) {
    return rows.getFirst().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Reads a file of labelled questions.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it has no labelled questions in it
   */
  public static List<Labelled> read(Path file) throws IOException {
    String text = text(file);
    List<Labelled> questions =
        file.toString().endsWith(".json") ? json(file, text) : csv(file, Csv.rows(text));
    if (questions.isEmpty()) {
      throw new IllegalArgumentException(file + " has no labelled questions in it");
    }
    return questions;
  }

  private static List<Labelled> json(Path file, String text) {
    List<Labelled> questions = new ArrayList<>();
    for (JsonNode part : JsonMapper.builder().build().readTree(text)) {
      for (JsonNode pair : part) {
        if (pair.size() != 2 || !pair.get(0).isString() || !pair.get(1).isString()) {
          throw new IllegalArgumentException(
              file + ": expected lists of [text, label], found " + pair.getNodeType());
        }
        add(questions, pair.get(0).stringValue(), pair.get(1).stringValue(), "");
      }
    }
    return questions;
  }

  private static List<Labelled> csv(Path file, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> header = header(rows);
    int text = column(header, TEXT);
    int label = column(header, LABEL);
    if (text < 0 || label < 0) {
      throw new IllegalArgumentException(
          "%s: the header needs one of %s and one of %s, found %s"
              .formatted(file, TEXT, LABEL, header));
    }
    int slots = header.indexOf("slots");
    int type = header.indexOf("entity_type");
    int value = header.indexOf("entity_value");
    List<Labelled> questions = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      String its = field(row, slots);
      if (!field(row, value).isEmpty()) {
        its = field(row, type) + "=" + field(row, value);
      }
      add(questions, field(row, text), field(row, label), its);
    }
    return questions;
  }

  private static void add(List<Labelled> questions, String text, String label, String slots) {
    if (!text.isBlank() && !label.isBlank()) {
      questions.add(new Labelled(text.strip(), label.strip(), slots));
    }
  }

  private static int column(List<String> header, List<String> names) {
    for (String name : names) {
      if (header.contains(name)) {
        return header.indexOf(name);
      }
    }
    return -1;
  }

  private static String field(List<String> row, int column) {
    return column < 0 || column >= row.size() ? "" : row.get(column).strip();
  }
}
