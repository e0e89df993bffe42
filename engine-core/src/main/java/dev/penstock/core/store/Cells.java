package dev.penstock.core.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sums of rows per hour of admission, and per day once the day has been over for two days, so
 * that their number does not grow with the number of requests. Used under a lock.
 */
final class Cells {
  private static final long HOURS_KEPT = 48;

  /** With more cells that tell tags apart, the oldest hours and days tell them no longer. */
  private static final int MOST_WITH_TAGS = 50_000;

  private static final int LEFT_WITH_TAGS = 40_000;

  private final Map<Cell, Totals> cells = new HashMap<>();
  private final Map<Span, TagRoom> rooms = new HashMap<>();
  private long newestHour = Long.MIN_VALUE;
  private @Nullable Span foldedOn;
  private int telling;

  /** The sums that a row counts in. */
  Totals of(Cell exact) {
    if (exact.span().hour() > newestHour) {
      newestHour = exact.span().hour();
      Span newestDay = exact.span().day();
      if (!newestDay.equals(foldedOn)) {
        foldedOn = newestDay;
        fold();
      }
    }
    Cell cell = isOld(exact.span()) ? exact.ofDay() : exact;
    Totals known = cells.get(cell);
    return known == null ? open(cell) : known;
  }

  void forEach(BiConsumer<Cell, Totals> reader) {
    cells.forEach(reader);
  }

  private boolean isOld(Span span) {
    return span.isHour() && span.day().end() <= newestHour - HOURS_KEPT;
  }

  private Totals open(Cell cell) {
    Cell told = cell.tags().isEmpty() ? cell : cell.withTags(room(cell.span()).told(cell.tags()));
    if (told.tellsTags() && !cells.containsKey(told)) {
      if (telling >= MOST_WITH_TAGS) {
        tellOldestTogether();
        return open(cell);
      }
      telling++;
    }
    return cells.computeIfAbsent(told, key -> new Totals());
  }

  private TagRoom room(Span span) {
    return rooms.computeIfAbsent(span, key -> TagRoom.with(Set.of()));
  }

  private void tellOldestTogether() {
    Map<Span, Integer> bySpan = new TreeMap<>(Comparator.comparingLong(Span::hour));
    for (Cell cell : cells.keySet()) {
      if (cell.tellsTags()) {
        bySpan.merge(cell.span(), 1, Integer::sum);
      }
    }
    Set<Span> closed = new HashSet<>();
    int left = telling;
    for (Map.Entry<Span, Integer> span : bySpan.entrySet()) {
      if (left > LEFT_WITH_TAGS) {
        left -= span.getValue();
        closed.add(span.getKey());
        rooms.put(span.getKey(), TagRoom.closed());
      }
    }
    replace(cell -> closed.contains(cell.span()), Cell::withTagsTogether);
  }

  /** Of a day's tags those with most requests are told apart. */
  private void fold() {
    Map<Span, Map<String, Long>> requests = new HashMap<>();
    cells.forEach(
        (cell, totals) -> {
          if (isOld(cell.span())) {
            Map<String, Long> ofDay =
                requests.computeIfAbsent(cell.span().day(), day -> new HashMap<>());
            cell.tags().forEach(tag -> ofDay.merge(tag, totals.rows(), Long::sum));
          }
        });
    requests.forEach((day, ofDay) -> rooms.put(day, TagRoom.with(most(ofDay))));
    replace(
        cell -> isOld(cell.span()),
        cell -> {
          Cell ofDay = cell.ofDay();
          return ofDay.withTags(room(ofDay.span()).told(cell.tags()));
        });
    rooms.keySet().removeIf(this::isOld);
  }

  private static List<String> most(Map<String, Long> requests) {
    return requests.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TagRoom.MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void replace(Predicate<Cell> which, UnaryOperator<Cell> by) {
    Map<Cell, Totals> replaced = new HashMap<>();
    cells
        .entrySet()
        .removeIf(
            entry -> {
              boolean taken = which.test(entry.getKey());
              if (taken) {
                replaced
                    .computeIfAbsent(by.apply(entry.getKey()), cell -> new Totals())
                    .add(entry.getValue());
              }
              return taken;
            });
    replaced.forEach(
        (cell, totals) -> cells.computeIfAbsent(cell, key -> new Totals()).add(totals));
    telling = (int) cells.keySet().stream().filter(Cell::tellsTags).count();
  }
}
