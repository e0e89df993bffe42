package dev.penstock.classifier.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** Labelled utterances as CSV by RFC 4180: a header, then one utterance per row. */
final class IntentCsv {
  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();
  private static final String TEXT = "text";
  private static final String INTENT = "intent";
  private static final String TIER = "tier";

  private IntentCsv() {}

  /** An intent while its rows are read. */
  private record Rows(String tier, List<String> utterances) {}

  /**
   * Reads the rows; other columns are passed over.
   *
   * @throws IllegalArgumentException if something is missing or contradicts itself
   */
  static LabelledIntents parse(String content) {
    Map<String, Rows> intents = new LinkedHashMap<>();
    try (CSVParser rows = open(content)) {
      checkColumns(rows.getHeaderNames());
      long line = rows.getCurrentLineNumber() + 1;
      for (CSVRecord row : rows) {
        add(row, line, intents);
        line = rows.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException e) {
      throw noCsv(e);
    }
    return new LabelledIntents(
        intents.entrySet().stream()
            .map(
                e -> new LabelledIntent(e.getKey(), e.getValue().tier(), e.getValue().utterances()))
            .toList());
  }

  private static CSVParser open(String content) throws IOException {
    try {
      return CSVParser.parse(content, CSV);
    } catch (IllegalArgumentException e) {
      throw noCsv(e);
    }
  }

  private static IllegalArgumentException noCsv(Exception why) {
    return new IllegalArgumentException(
        "it is no CSV with a header: " + why.getMessage() + " [CSV_SYNTAX]", why);
  }

  private static void checkColumns(List<String> names) {
    for (String needed : List.of(TEXT, INTENT, TIER)) {
      if (!names.contains(needed)) {
        throw new IllegalArgumentException(
            "the first line must name the columns text, intent and tier; it has %s [MISSING]"
                .formatted(names.isEmpty() ? "nothing" : String.join(", ", names)));
      }
    }
  }

  private static void add(CSVRecord row, long line, Map<String, Rows> intents) {
    if (!row.isConsistent()) {
      throw new IllegalArgumentException(
          "line %d has %d values, which is not what the first line has [CSV_SYNTAX]"
              .formatted(line, row.size()));
    }
    String text = value(row, TEXT, line);
    String intent = value(row, INTENT, line);
    String tier = value(row, TIER, line);
    Rows rows = intents.computeIfAbsent(intent, name -> new Rows(tier, new ArrayList<>()));
    if (!rows.tier().equals(tier)) {
      throw new IllegalArgumentException(
          "line %d gives intent '%s' the tier %s, but a line before gave it %s [CONFLICT]"
              .formatted(line, intent, tier, rows.tier()));
    }
    rows.utterances().add(text);
  }

  private static String value(CSVRecord row, String column, long line) {
    String value = row.get(column).strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("line %d has no %s [EMPTY]".formatted(line, column));
    }
    return value;
  }
}
