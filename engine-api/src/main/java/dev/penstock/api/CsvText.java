package dev.penstock.api;

import dev.penstock.api.money.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of CSV (RFC 4180): commas, lines that end in CR LF, cells in double quotes where
 * they must be. A text that a spreadsheet would take for a formula, because it begins with {@code =
 * + - @}, a tab or a line break, gets an apostrophe before it. Numbers and amounts do not.
 */
public final class CsvText {
  private static final String FORMULA = "=+-@\t\r\n";

  private final Appendable out;

  /** Writes to the given place; it is neither flushed nor closed. */
  public CsvText(Appendable out) {
    this.out = out;
  }

  /**
   * Writes a line of such cells; null is an empty one.
   *
   * @throws IOException if it cannot be written
   */
  public void line(@Nullable Object... cells) throws IOException {
    String comma = "";
    for (Object cell : cells) {
      out.append(comma).append(text(cell));
      comma = ",";
    }
    out.append("\r\n");
  }

  /**
   * Writes a line with these columns' names.
   *
   * @throws IOException if it cannot be written
   */
  public void head(Collection<String> columns) throws IOException {
    line(List.copyOf(columns).toArray());
  }

  private static String text(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case Usd amount -> amount.toString();
      case BigDecimal decimal -> decimal.toPlainString();
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> quoted(harmless(cell.toString()));
    };
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
