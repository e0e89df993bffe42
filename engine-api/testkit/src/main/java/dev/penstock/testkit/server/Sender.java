package dev.penstock.testkit.server;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a response in slices, and tells the meter before each. */
final class Sender {
  private static final int BATCH = 64 * 1024;

  private final OutputStream out;
  private final Waiting waiting;
  private final Meter meter;
  private final WireText buffer;
  private final int slice;
  private final Pause between;
  private boolean begun;
  private int ownBytes;

  /** Waits for what a reply waits for. */
  interface Waiting {
    void until(Pause pause) throws IOException, InterruptedException;
  }

  /**
   * A sender of one response.
   *
   * @param slice the bytes of a write, or 0 for as many as are at hand
   */
  Sender(
      OutputStream out, Waiting waiting, Meter meter, WireText buffer, int slice, Pause between) {
    this.out = out;
    this.waiting = waiting;
    this.meter = meter;
    this.buffer = buffer;
    this.slice = slice == 0 ? BATCH : slice;
    this.between = between;
    buffer.clear();
  }

  void bytes(byte[] array, int from, int to) throws IOException, InterruptedException {
    bytes(array, from, to, false);
  }

  /** Appends bytes; those of the wire's own body are on the bill once they are written. */
  void bytes(byte[] array, int from, int to, boolean own) throws IOException, InterruptedException {
    int next = from;
    while (next < to) {
      int end = next + Math.min(to - next, slice - buffer.length());
      buffer.bytes(array, next, end);
      next = end;
      if (own) {
        ownBytes = Math.max(ownBytes, end);
      }
      if (buffer.length() == slice) {
        flush();
      }
    }
  }

  void ownBytes(int end) {
    ownBytes = Math.max(ownBytes, end);
  }

  void flush() throws IOException, InterruptedException {
    if (buffer.length() == 0) {
      return;
    }
    if (begun) {
      waiting.until(between);
    }
    begun = true;
    meter.writing(ownBytes);
    try {
      out.write(buffer.array(), 0, buffer.length());
    } catch (IOException e) {
      meter.failed();
      throw e;
    }
    buffer.clear();
  }
}
