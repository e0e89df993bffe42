package dev.penstock.provider.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads server-sent events by the rules of the WHATWG (HTML, 9.2.6): any line end, comments without
 * meaning, several data lines joined, an event that does not end dropped. After an event it lies in
 * {@link #data()}, which the next call overwrites.
 */
final class SseReader {
  /** What was read. */
  enum Found {
    /** An event that has data in it. */
    EVENT,
    /** A comment or an empty event, which only shows that the sender is still there. */
    LIFE,
    /** A line of markup before any event: a web page, whatever media type it is sent as. */
    PAGE,
    /** The end of the stream. */
    END
  }

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private byte[] buffer = new byte[8 * 1024];
  private int start;
  private int end;
  private boolean first = true;
  private boolean afterCr;
  private int lineEnd;

  private byte[] data = new byte[8 * 1024];
  private int length;
  private boolean hasData;
  private String name = "";
  private boolean begun;

  SseReader(InputStream in) {
    this.in = in;
  }

  /** Waits for the next event that has data in it, or for a sign of life between events. */
  Found next() throws IOException {
    length = 0;
    hasData = false;
    name = "";
    while (line()) {
      int from = start;
      int to = lineEnd;
      start = to + 1;
      if (from == to) {
        begun |= length > 0;
        return length > 0 ? Found.EVENT : Found.LIFE;
      }
      if (!begun && isMarkup(from, to)) {
        return Found.PAGE;
      }
      if (buffer[from] == ':' && !hasData && name.isEmpty()) {
        return Found.LIFE;
      }
      field(from, to);
    }
    return Found.END;
  }

  byte[] data() {
    return data;
  }

  int length() {
    return length;
  }

  /** The name of the event, empty if it has none. */
  String name() {
    return name;
  }

  boolean is(String text) {
    return length == text.length() && text.equals(new String(data, 0, length, US_ASCII));
  }

  private boolean isMarkup(int from, int to) {
    int at = from;
    while (at < to && buffer[at] <= ' ' && buffer[at] > 0) {
      at++;
    }
    return at < to && buffer[at] == '<';
  }

  private void field(int from, int to) throws IOException {
    int colon = from;
    while (colon < to && buffer[colon] != ':') {
      colon++;
    }
    int value = colon + 1 < to && buffer[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, to);
    if (Arrays.equals(buffer, from, colon, DATA, 0, DATA.length)) {
      append(value, to);
    } else if (Arrays.equals(buffer, from, colon, EVENT, 0, EVENT.length)) {
      name = new String(buffer, value, to - value, US_ASCII);
    }
  }

  private void append(int from, int to) throws IOException {
    int needed = length + 1 + to - from;
    if (needed > Limits.EVENT) {
      throw new LimitedStream.TooLarge("an event is too large");
    }
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
    }
    if (hasData) {
      data[length++] = '\n';
    }
    System.arraycopy(buffer, from, data, length, to - from);
    length += to - from;
    hasData = true;
  }

  /** Finds the next line, from start to lineEnd; false if the stream ends before the line does. */
  private boolean line() throws IOException {
    int seen = start;
    while (true) {
      if (afterCr && start < end) {
        start += buffer[start] == '\n' ? 1 : 0;
        seen = Math.max(seen, start);
        afterCr = false;
      }
      for (int i = seen; i < end; i++) {
        if (buffer[i] == '\n' || buffer[i] == '\r') {
          afterCr = buffer[i] == '\r';
          lineEnd = i;
          withoutBom();
          return true;
        }
      }
      int scanned = end - start;
      if (!fill()) {
        return false;
      }
      seen = start + scanned;
    }
  }

  private void withoutBom() {
    if (first && lineEnd - start >= 3 && Arrays.equals(buffer, start, start + 3, BOM, 0, 3)) {
      start += 3;
    }
    first = false;
  }

  /** Reads more and moves what is left to the front; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      if (end >= Limits.EVENT) {
        throw new LimitedStream.TooLarge("a line of an event is too large");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }
}
