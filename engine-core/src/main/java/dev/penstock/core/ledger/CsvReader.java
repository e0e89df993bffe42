package dev.penstock.core.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV (RFC 4180) line by line, goes on after a broken one, and never holds more than one. A
 * quote within a cell that does not begin with one is an ordinary character.
 */
final class CsvReader {
  /** The most characters of a line. */
  static final int LONGEST = 65_536;

  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader in;
  private int ahead;
  private long line = 1;

  CsvReader(Reader in) throws IOException {
    this.in = new BufferedReader(in);
    this.ahead = this.in.read();
    if (ahead == BYTE_ORDER_MARK) {
      ahead = this.in.read();
    }
  }

  /** A line; one whose cells have line breaks is several of the file. */
  sealed interface Line {
    /** The cells without their quotes, and the number of the line in the file, from 1. */
    record Cells(long number, List<String> cells) implements Line {
      boolean isBlank() {
        return cells.size() == 1 && cells.getFirst().isBlank();
      }
    }

    /** A line that is no CSV. */
    record Broken(long number, String why) implements Line {}
  }

  /** The next line, or null if there is none. */
  @Nullable Line next() throws IOException {
    if (ahead == END) {
      return null;
    }
    long number = line;
    List<String> cells = new ArrayList<>();
    int left = LONGEST;
    while (true) {
      StringBuilder cell = new StringBuilder();
      String trouble = left < 0 ? tooLong() : ahead == '"' ? quoted(cell, left) : plain(cell, left);
      if (trouble != null) {
        skipLine();
        return new Line.Broken(number, trouble);
      }
      cells.add(cell.toString());
      left -= cell.length() + 1;
      if (ahead != ',') {
        take();
        return new Line.Cells(number, List.copyOf(cells));
      }
      take();
    }
  }

  private @Nullable String plain(StringBuilder cell, int most) throws IOException {
    while (!endsCell()) {
      if (cell.length() >= most) {
        return tooLong();
      }
      cell.append((char) take());
    }
    return null;
  }

  private @Nullable String quoted(StringBuilder cell, int most) throws IOException {
    take();
    while (true) {
      if (ahead == END) {
        return "a quote is never closed";
      }
      if (cell.length() >= most) {
        return tooLong() + "; perhaps a quote is not closed";
      }
      int c = take();
      if (c != '"') {
        cell.append((char) c);
      } else if (ahead == '"') {
        cell.append((char) take());
      } else {
        return endsCell() ? null : "there is text after a closing quote";
      }
    }
  }

  private static String tooLong() {
    return "it is longer than " + LONGEST + " characters";
  }

  private boolean endsCell() {
    return ahead == ',' || ahead == '\n' || ahead == '\r' || ahead == END;
  }

  private void skipLine() throws IOException {
    while (ahead != END && take() != '\n') {
      // until the next one begins
    }
  }

  /** Takes a character; every kind of line break is a line feed. */
  private int take() throws IOException {
    int c = ahead;
    if (c == END) {
      return END;
    }
    ahead = in.read();
    if (c == '\r') {
      if (ahead == '\n') {
        ahead = in.read();
      }
      c = '\n';
    }
    if (c == '\n') {
      line++;
    }
    return c;
  }
}
