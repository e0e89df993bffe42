package dev.penstock.core.ledger;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.core.word.Quoted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the columns of an export and reads its lines. */
final class ExportColumns {
  private static final Pattern TOKENS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern DOLLARS =
      Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");

  private static final int LONGEST_NAME = 512;

  private final ReconcileSpec spec;
  private final ExportTime times;
  private final int width;
  private final int time;
  private final int model;
  private final List<Integer> id;
  private final List<Integer> input;
  private final List<Integer> cacheRead;
  private final List<Integer> output;
  private final List<Integer> cost;

  ExportColumns(List<String> head, ReconcileSpec spec) {
    List<String> names = head.stream().map(String::strip).toList();
    this.spec = spec;
    this.times = new ExportTime(spec.zone());
    this.width = names.size();
    this.time = place(names, spec.time());
    this.model = place(names, spec.model());
    this.id = places(names, spec.id() == null ? List.of() : List.of(spec.id()));
    this.input = places(names, spec.input());
    this.cacheRead = places(names, spec.cacheRead());
    this.output = places(names, spec.output());
    this.cost = places(names, spec.cost() == null ? List.of() : List.of(spec.cost()));
  }

  private static List<Integer> places(List<String> names, List<String> wanted) {
    return wanted.stream().map(name -> place(names, name)).toList();
  }

  private static int place(List<String> names, String name) {
    int place = names.indexOf(name);
    if (place < 0 || place != names.lastIndexOf(name)) {
      throw new PenstockException(
          ErrorCode.INVALID_REQUEST,
          "the export must have one column "
              + Quoted.of(name)
              + "; its first line has "
              + Quoted.of(String.join(", ", names)));
    }
    return place;
  }

  /**
   * A line of cells.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  ExportLine read(List<String> cells) {
    if (cells.size() != width) {
      throw new IllegalArgumentException(
          "it has " + cells.size() + " cells and the first line " + width);
    }
    LocalDate day = times.day(cells.get(time).strip());
    String name = name(cells, model, "model");
    String ofCall = id.isEmpty() ? "" : name(cells, id.getFirst(), "id");
    ExportLine line =
        new ExportLine(
            day,
            name.isEmpty() ? null : spec.models().getOrDefault(name, name),
            ofCall.isEmpty() ? null : ofCall,
            tokens(cells, input),
            tokens(cells, cacheRead),
            tokens(cells, output),
            cost(cells));
    boolean used = line.input() > 0 || line.output() > 0 || line.cost().signum() != 0;
    if (line.model() == null && (used || line.id() != null)) {
      throw new IllegalArgumentException("it names no model; have the export grouped by model");
    }
    return line;
  }

  private static String name(List<String> cells, int place, String what) {
    String name = cells.get(place).strip();
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "its " + what + " is longer than " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static long tokens(List<String> cells, List<Integer> places) {
    long sum = 0;
    for (int place : places) {
      String text = cells.get(place).strip();
      if (!text.isEmpty() && !TOKENS.matcher(text).matches()) {
        throw new IllegalArgumentException(
            Quoted.of(text) + " is no count of tokens; write digits alone");
      }
      sum = Math.addExact(sum, text.isEmpty() ? 0 : Long.parseLong(text));
    }
    return sum;
  }

  private BigDecimal cost(List<String> cells) {
    String text = cost.isEmpty() ? "" : cells.get(cost.getFirst()).strip();
    if (!text.isEmpty() && !DOLLARS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Quoted.of(text) + " is no amount of dollars; write it as 12.34, without a sign for it");
    }
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }
}
