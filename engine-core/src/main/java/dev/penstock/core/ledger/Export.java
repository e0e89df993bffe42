package dev.penstock.core.ledger;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.report.BadLine;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.core.ledger.CsvReader.Line;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a provider's export says, by day and model; the lines themselves are not kept. */
final class Export {
  private static final int MOST_KEYS = 100_000;
  private static final int BAD_LINES_KEPT = 1_000;

  private final ReconcileSpec spec;
  private final Map<ExportKey, Side> sides = new HashMap<>();
  private final List<BadLine> badLines = new ArrayList<>();
  private Side total = Side.NOTHING;
  private long badLineCount;
  private long lines;
  private long otherDays;

  private Export(ReconcileSpec spec) {
    this.spec = spec;
  }

  static Export read(Reader in, ReconcileSpec spec) throws IOException {
    Export export = new Export(spec);
    CsvReader reader = new CsvReader(in);
    ExportColumns columns = new ExportColumns(head(reader), spec);
    for (Line line = reader.next(); line != null; line = reader.next()) {
      switch (line) {
        case Line.Broken broken -> export.bad(broken.number(), broken.why());
        case Line.Cells cells -> {
          if (!cells.isBlank()) {
            export.add(cells, columns);
          }
        }
      }
    }
    return export;
  }

  private static List<String> head(CsvReader reader) throws IOException {
    for (Line line = reader.next(); line != null; line = reader.next()) {
      switch (line) {
        case Line.Broken broken ->
            throw new PenstockException(
                ErrorCode.INVALID_REQUEST,
                "line "
                    + broken.number()
                    + " of the export must name its columns: "
                    + broken.why());
        case Line.Cells cells -> {
          if (!cells.isBlank()) {
            return cells.cells();
          }
        }
      }
    }
    throw new PenstockException(
        ErrorCode.INVALID_REQUEST, "the export is empty; its first line must name its columns");
  }

  private void add(Line.Cells cells, ExportColumns columns) {
    try {
      ExportLine line = columns.read(cells.cells());
      if (isAsked(line.key().day())) {
        add(line.key(), Side.of(line));
      } else {
        otherDays++;
      }
      lines++;
    } catch (IllegalArgumentException e) {
      bad(cells.number(), Objects.requireNonNullElse(e.getMessage(), "it cannot be read"));
    } catch (ArithmeticException e) {
      bad(cells.number(), "with it, the export adds up to more than can be counted");
    }
    if (sides.size() > MOST_KEYS) {
      throw new PenstockException(
          ErrorCode.INVALID_REQUEST,
          "the export has more than "
              + MOST_KEYS
              + " days and models by line "
              + cells.number()
              + "; name the days to compare, or look whether its columns are the ones you named");
    }
  }

  /** Counts it, unless it makes a sum that no amount can hold. */
  private void add(ExportKey key, Side more) {
    Side sum = sides.getOrDefault(key, Side.NOTHING).plus(more);
    Side whole = total.plus(more);
    sum.usd();
    whole.usd();
    sides.put(key, sum);
    total = whole;
  }

  private boolean isAsked(LocalDate day) {
    LocalDate first = spec.first();
    LocalDate last = spec.last();
    return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
  }

  private void bad(long number, String problem) {
    badLineCount++;
    if (badLines.size() < BAD_LINES_KEPT) {
      badLines.add(new BadLine(number, problem));
    }
  }

  LocalDate first() {
    return day(spec.first(), true);
  }

  LocalDate last() {
    return day(spec.last(), false);
  }

  private LocalDate day(@Nullable LocalDate asked, boolean first) {
    if (asked != null) {
      return asked;
    }
    return sides.keySet().stream()
        .map(ExportKey::day)
        .reduce((a, b) -> a.isBefore(b) == first ? a : b)
        .orElseThrow(
            () ->
                new PenstockException(
                    ErrorCode.INVALID_REQUEST,
                    "the export has no line that can be read"
                        + (badLines.isEmpty()
                            ? ""
                            : "; line "
                                + badLines.getFirst().number()
                                + ": "
                                + badLines.getFirst().problem())
                        + "; name the days if there was no usage"));
  }

  Side total() {
    return total;
  }

  Map<ExportKey, Side> sides() {
    return sides;
  }

  List<BadLine> badLines() {
    return badLines;
  }

  long badLineCount() {
    return badLineCount;
  }

  long lines() {
    return lines;
  }

  long otherDays() {
    return otherDays;
  }
}
