package dev.penstock.samples.gateway.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines, of which one that is too long does not fill the memory and does not end the reading. */
final class BoundedLines implements AutoCloseable {
  private final InputStream in;
  private final int longest;
  private int number;

  /**
   * Reads lines.
   *
   * @param longest the most bytes of a line that is given out
   */
  BoundedLines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /** A line, without what ends it. */
  static final class Line {
    private final int number;
    private final byte @Nullable [] bytes;

    Line(int number, byte @Nullable [] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    /** Its number, from 1. */
    int number() {
      return number;
    }

    /** What stands in it, or null if that is too long. */
    byte @Nullable [] bytes() {
      return bytes;
    }

    boolean isBlank() {
      if (bytes == null) {
        return false;
      }
      for (byte each : bytes) {
        if (each != ' ' && each != '\t' && each != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  /** The next line, or null after the last one. */
  @Nullable Line next() throws IOException {
    int read = in.read();
    if (read < 0) {
      return null;
    }
    number++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean fits = true;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      fits = fits && bytes.size() < longest;
      if (fits) {
        bytes.write(read);
      }
    }
    return new Line(number, fits ? bytes.toByteArray() : null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
