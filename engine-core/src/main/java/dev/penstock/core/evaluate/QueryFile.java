package dev.penstock.core.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads questions to route: CSV with a header. The text is {@code text}, {@code prompt}, {@code
 * question}, {@code utterance} or {@code sentence}; then either {@code tier}, or {@code intent},
 * {@code category} or {@code label} with a file that gives each its tier, or {@code weak_correct}
 * and {@code strong_correct}, or nothing.
 */
public final class QueryFile {
  private static final long LARGEST = 256L << 20;
  private static final List<String> TEXT =
      List.of("text", "prompt", "question", "utterance", "sentence");
  private static final List<String> INTENT = List.of("intent", "category", "label");
  private static final String WEAK = "weak_correct";
  private static final String STRONG = "strong_correct";
  private static final Set<String> RIGHT = Set.of("1", "true", "yes");
  private static final Set<String> WRONG = Set.of("0", "false", "no");
  private static final int SHOWN = 5;

  private final Path file;
  private final List<String> header;
  private final List<List<String>> rows;

  private QueryFile(Path file, List<List<String>> all) {
    this.file = file;
    this.header =
        all.getFirst().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    this.rows = all.subList(1, all.size());
  }

  /**
   * Reads a file.
   *
   * @param tiers the tier of each intent, or null if the file has none or says tiers itself
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it has nothing of use in it
   */
  public static List<Query> read(Path file, @Nullable Map<String, String> tiers)
      throws IOException {
    List<List<String>> rows = Csv.rows(text(file));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    List<Query> queries = new QueryFile(file, rows).queries(tiers);
    if (queries.isEmpty()) {
      throw new IllegalArgumentException(file + " has no questions in it");
    }
    return queries;
  }

  /**
   * Reads which tier each intent has: CSV with the columns {@code intent} and {@code tier}, and
   * {@code set} where one file is for several sets of questions.
   *
   * @param set whose intents are read; null for those of all
   */
  public static Map<String, String> tiers(Path file, @Nullable String set) throws IOException {
    List<List<String>> rows = Csv.rows(text(file));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    return new QueryFile(file, rows).tiers(set);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(file + " is larger than 256 MB");
    }
    return Files.readString(file);
  }

  private Map<String, String> tiers(@Nullable String wanted) {
    int intent = column("intent");
    int tier = column("tier");
    int set = header.indexOf("set");
    Map<String, String> tiers = new LinkedHashMap<>();
    for (List<String> row : rows) {
      if (blank(row) || (wanted != null && !field(row, set).equals(wanted))) {
        continue;
      }
      String before = tiers.put(field(row, intent), field(row, tier));
      if (before != null && !before.equals(field(row, tier))) {
        throw new IllegalArgumentException(
            "%s: the intent %s has the tiers %s and %s%s"
                .formatted(
                    file,
                    field(row, intent),
                    before,
                    field(row, tier),
                    set < 0 ? "" : "; say whose with --set=NAME"));
      }
    }
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException(
          file + " gives no intent a tier" + (wanted == null ? "" : " in the set " + wanted));
    }
    return tiers;
  }

  private List<Query> queries(@Nullable Map<String, String> tiers) {
    int text = first(TEXT);
    if (text < 0) {
      throw new IllegalArgumentException(
          "%s: the header needs one of %s, found %s".formatted(file, TEXT, header));
    }
    boolean outcomes = header.contains(WEAK) || header.contains(STRONG);
    int weak = outcomes ? column(WEAK) : -1;
    int strong = outcomes ? column(STRONG) : -1;
    int tier = header.indexOf("tier");
    int intent = tiers == null ? -1 : first(INTENT);
    if (tiers != null && intent < 0) {
      throw new IllegalArgumentException(
          "%s: with --tiers the header needs one of %s, found %s".formatted(file, INTENT, header));
    }
    Set<String> unknown = new TreeSet<>();
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      String question = field(row, text);
      if (question.isEmpty()) {
        continue;
      }
      String its = field(row, tier);
      if (tiers != null) {
        its = tiers.getOrDefault(field(row, intent), "");
        if (its.isEmpty()) {
          unknown.add(field(row, intent));
        }
      } else if (tier >= 0 && its.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: row %d after the header has no tier".formatted(file, i + 1));
      }
      queries.add(
          new Query(
              question,
              its.isEmpty() ? null : its,
              outcomes ? new Query.Outcome(isRight(i, row, weak), isRight(i, row, strong)) : null));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %d of its intents have no tier: %s%s"
              .formatted(
                  file,
                  unknown.size(),
                  String.join(", ", unknown.stream().limit(SHOWN).toList()),
                  unknown.size() > SHOWN ? ", ..." : ""));
    }
    return queries;
  }

  private boolean isRight(int index, List<String> row, int column) {
    String word = field(row, column).toLowerCase(Locale.ROOT);
    if (!RIGHT.contains(word) && !WRONG.contains(word)) {
      throw new IllegalArgumentException(
          "%s: row %d after the header says `%s` in %s, expected 1 or 0"
              .formatted(file, index + 1, word, header.get(column)));
    }
    return RIGHT.contains(word);
  }

  private int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new IllegalArgumentException(
          "%s: the header needs a column %s, found %s".formatted(file, name, header));
    }
    return column;
  }

  private int first(List<String> names) {
    return names.stream().filter(header::contains).findFirst().map(header::indexOf).orElse(-1);
  }

  private static boolean blank(List<String> row) {
    return row.stream().allMatch(String::isBlank);
  }

  private static String field(List<String> row, int column) {
    return column < 0 || column >= row.size() ? "" : row.get(column).strip();
  }
}
