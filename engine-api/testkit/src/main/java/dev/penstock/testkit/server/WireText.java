package dev.penstock.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a response, put together. */
final class WireText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;
  private int[] pieceEnds = new int[16];
  private int[] pieceSizes = new int[16];
  private int pieces;

  WireText(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    pieces = 0;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  int pieces() {
    return pieces;
  }

  /** Where the content with this index ends. */
  int pieceEnd(int index) {
    return pieceEnds[index];
  }

  /** How many characters of content it has. */
  int pieceSize(int index) {
    return pieceSizes[index];
  }

  /** Appends generated content as a JSON string, and remembers where it ended. */
  WireText piece(String text) {
    quoted(text);
    if (pieces == pieceEnds.length) {
      pieceEnds = Arrays.copyOf(pieceEnds, pieces * 2);
      pieceSizes = Arrays.copyOf(pieceSizes, pieces * 2);
    }
    pieceEnds[pieces] = length;
    pieceSizes[pieces++] = text.length();
    return this;
  }

  /** Appends text of ASCII characters only. */
  @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is right for ASCII
  WireText ascii(String text) {
    int size = text.length();
    room(size);
    text.getBytes(0, size, bytes, length);
    length += size;
    return this;
  }

  WireText number(long value) {
    return ascii(Long.toString(value));
  }

  WireText bytes(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /** Appends a JSON string with its quotes. */
  WireText quoted(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    room(utf8.length * 6 + 2);
    bytes[length++] = '"';
    for (byte b : utf8) {
      if (b == '"' || b == '\\') {
        bytes[length++] = '\\';
        bytes[length++] = b;
      } else if (b >= 0 && b < ' ') {
        ascii("\\u00");
        bytes[length++] = HEX[b >> 4];
        bytes[length++] = HEX[b & 15];
      } else {
        bytes[length++] = b;
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
