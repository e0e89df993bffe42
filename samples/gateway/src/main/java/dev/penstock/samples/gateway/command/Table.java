package dev.penstock.samples.gateway.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines with columns for a person: the first to the left, the others to the right. */
final class Table {
  private final List<List<String>> lines = new ArrayList<>();

  Table line(Object... cells) {
    List<String> line = new ArrayList<>();
    for (Object cell : cells) {
      line.add(String.valueOf(cell));
    }
    lines.add(line);
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        String format = (i == 0 ? "%-" : "  %") + width(i) + "s";
        row.append(String.format(Locale.ROOT, format, line.get(i)));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return Math.max(
        1,
        lines.stream()
            .filter(line -> line.size() > column)
            .mapToInt(line -> line.get(column).length())
            .max()
            .orElse(1));
  }
}
