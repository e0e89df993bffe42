package dev.penstock.samples.supportdesk;

import dev.penstock.api.chat.Priority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads questions: the shop's own, a CSV file with a header, or a text file with one a line. */
final class QuerySource {
  private static final String OWN = "questions.csv";
  private static final String OWN_COLUMN = "question";

  private static final String ID = "id";
  private static final String PRIORITY = "priority";
  private static final String LANGUAGE = "language";
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private QuerySource() {}

  /** The questions that come with the sample. */
  static List<Query> own() {
    try (InputStream in = QuerySource.class.getResourceAsStream(OWN)) {
      byte[] bytes = Objects.requireNonNull(in, OWN).readAllBytes();
      return csv(new String(bytes, StandardCharsets.UTF_8), OWN_COLUMN, OWN);
    } catch (IOException e) {
      throw new UsageException("cannot read " + OWN, e);
    }
  }

  /**
   * The questions of a file.
   *
   * @param column the column of a CSV file that holds the question, or null for a text file
   */
  static List<Query> of(Path file, @Nullable String column) {
    String text = read(file);
    boolean csv = column != null || file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    List<Query> queries =
        csv ? csv(text, column == null ? OWN_COLUMN : column, file.toString()) : lines(text);
    if (queries.isEmpty()) {
      throw new UsageException(file + " holds no questions", null);
    }
    return queries;
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new UsageException(
          "cannot read " + file + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static List<Query> lines(String text) {
    List<Query> queries = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> queries.add(new Query(id(queries), line.strip(), Priority.NORMAL, null)));
    return queries;
  }

  private static List<Query> csv(String text, String column, String name) {
    List<Query> queries = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(text, CSV)) {
      if (!rows.getHeaderNames().contains(column)) {
        throw new UsageException(
            name
                + " has no column "
                + column
                + "; it has "
                + String.join(", ", rows.getHeaderNames()),
            null);
      }
      for (CSVRecord row : rows) {
        String question = row.isSet(column) ? row.get(column) : "";
        if (!question.isBlank()) {
          String id = row.isMapped(ID) && row.isSet(ID) ? row.get(ID) : id(queries);
          queries.add(new Query(id, question, priority(row, name), language(row)));
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UsageException(name + " is no CSV file with a header: " + e.getMessage(), e);
    }
    return queries;
  }

  private static Priority priority(CSVRecord row, String name) {
    String text = row.isMapped(PRIORITY) && row.isSet(PRIORITY) ? row.get(PRIORITY) : "normal";
    try {
      return Priority.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(name + ": priority is " + text + ", not normal, high or urgent", e);
    }
  }

  private static @Nullable String language(CSVRecord row) {
    return row.isMapped(LANGUAGE) && row.isSet(LANGUAGE) && !row.get(LANGUAGE).isBlank()
        ? row.get(LANGUAGE)
        : null;
  }

  private static String id(List<Query> before) {
    return String.format(Locale.ROOT, "q%04d", before.size() + 1);
  }
}
