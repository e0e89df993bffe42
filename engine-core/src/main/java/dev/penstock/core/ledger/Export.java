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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider's export says, by call or by day and model; the lines are not kept. */
final class Export {
  private static final int MOST_DAYS = 100_000;
  private static final int MOST_CALLS = 250_000;
  private static final int BAD_LINES_KEPT = 1_000;

  private final ReconcileSpec spec;
  private final Map<ExportKey, Booked> booked = new HashMap<>();
  private final Set<String> nearby = new HashSet<>();
  private final List<BadLine> badLines = new ArrayList<>();
  private Side total = Side.NOTHING;
  private long badLineCount;
  private long lines;
  private long otherDays;
  private @Nullable LocalDate earliest;
  private @Nullable LocalDate latest;

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
      if (isAsked(line.day())) {
        add(line);
      } else {
        otherDays++;
        near(line);
      }
      lines++;
    } catch (IllegalArgumentException e) {
      bad(cells.number(), Objects.requireNonNullElse(e.getMessage(), "it cannot be read"));
    } catch (ArithmeticException e) {
      bad(cells.number(), "with it, the export adds up to more than can be counted");
    }
    int most = most(spec);
    if (booked.size() + nearby.size() > most) {
      throw new PenstockException(
          ErrorCode.INVALID_REQUEST,
          "the export has more than "
              + most
              + (spec.id() == null ? " days and models" : " calls")
              + " by line "
              + cells.number()
              + "; name the days to compare, or look whether its columns are the ones you named");
    }
  }

  /** The most that is kept of either side. */
  static int most(ReconcileSpec spec) {
    return spec.id() == null ? MOST_DAYS : MOST_CALLS;
  }

  /** Counts it, unless it makes a sum that no amount can hold. */
  private void add(ExportLine line) {
    if (line.model() != null) {
      Booked more = new Booked(line.day(), line.model(), Side.of(line));
      ExportKey key = line.id() == null ? more.ofDay() : new ExportKey.OfCall(line.id());
      Booked known = booked.get(key);
      Booked sum = known == null ? more : known.plus(more);
      Side whole = total.plus(more.side());
      sum.side().usd();
      whole.usd();
      booked.put(key, sum);
      total = whole;
    }
    earliest = earliest == null || line.day().isBefore(earliest) ? line.day() : earliest;
    latest = latest == null || line.day().isAfter(latest) ? line.day() : latest;
  }

  /**
   * A call of the last minute may be booked on the day after, and one of the first on the day
   * before.
   */
  private void near(ExportLine line) {
    if (line.id() != null
        && (line.day().plusDays(1).equals(spec.first())
            || line.day().minusDays(1).equals(spec.last()))) {
      nearby.add(line.id());
    }
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
    return day(spec.first(), earliest);
  }

  LocalDate last() {
    return day(spec.last(), latest);
  }

  private LocalDate day(@Nullable LocalDate asked, @Nullable LocalDate found) {
    if (asked != null) {
      return asked;
    }
    if (found != null) {
      return found;
    }
    throw new PenstockException(
        ErrorCode.INVALID_REQUEST,
        "the export has no line that can be read"
            + (badLines.isEmpty()
                ? ""
                : "; line " + badLines.getFirst().number() + ": " + badLines.getFirst().problem())
            + "; name the days if there was no usage");
  }

  Side total() {
    return total;
  }

  Map<ExportKey, Booked> booked() {
    return booked;
  }

  boolean hasCall(String id) {
    return booked.containsKey(new ExportKey.OfCall(id));
  }

  /** Whether a call stands on the day before or after those that were asked for. */
  boolean hasNearby(String id) {
    return nearby.contains(id);
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
