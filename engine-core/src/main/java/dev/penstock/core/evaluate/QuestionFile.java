package dev.penstock.core.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads labelled questions: CSV with a header, or JSON of lists of {@code [text, label]}.
 *
 * <p>Columns of the CSV are found by name: the text is {@code text}, {@code utterance}, {@code
 * sentence} or {@code question}; the label is {@code label}, {@code intent} or {@code category};
 * slots are {@code slots}, or {@code entity_type} with {@code entity_value}.
 */
public final class QuestionFile {
  private static final long LARGEST = 256L << 20;
  private static final List<String> TEXT = List.of("text", "utterance", "sentence", "question");
  private static final List<String> LABEL = List.of("label", "intent", "category");

  private QuestionFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it has no labelled questions in it
   */
  public static List<Labelled> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(file + " is larger than 256 MB");
    }
    String text = Files.readString(file);
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
    List<String> header =
        rows.getFirst().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
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
