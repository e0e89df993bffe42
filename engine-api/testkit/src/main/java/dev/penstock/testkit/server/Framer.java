package dev.penstock.testkit.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames a body by chunks or leaves it as it is, up to where it breaks off. */
final class Framer {
  private static final int LARGEST = 64 * 1024;

  private final Sender sender;
  private final boolean chunked;
  private final List<Integer> sizes;
  private final WireText chunk = new WireText(1024);
  private long left;
  private int chunks;
  private int ownBytes;

  /**
   * A framer of one body.
   *
   * @param sizes of the chunks; empty for a chunk per event
   * @param limit how much of the body is sent
   */
  Framer(Sender sender, boolean chunked, List<Integer> sizes, long limit) {
    this.sender = sender;
    this.chunked = chunked;
    this.sizes = sizes;
    left = limit;
  }

  /** Returns false if the body breaks off within these bytes. */
  boolean bytes(Part.Bytes part) throws IOException, InterruptedException {
    for (long time = 0; time < part.times(); time++) {
      int end = part.from() + (int) Math.min(part.to() - part.from(), left);
      left -= end - part.from();
      if (chunked) {
        gather(part, end);
      } else {
        sender.bytes(part.array(), part.from(), end, part.own());
      }
      if (end < part.to()) {
        return false;
      }
    }
    return true;
  }

  private void gather(Part.Bytes part, int end) throws IOException, InterruptedException {
    int next = part.from();
    while (next < end) {
      int upTo = next + Math.min(end - next, size() - chunk.length());
      chunk.bytes(part.array(), next, upTo);
      next = upTo;
      if (part.own()) {
        ownBytes = Math.max(ownBytes, upTo);
      }
      if (chunk.length() == size()) {
        emit();
      }
    }
  }

  void eventEnd() throws IOException, InterruptedException {
    if (sizes.isEmpty()) {
      emit();
    }
  }

  /** Sends all there is before a wait. */
  void flush() throws IOException, InterruptedException {
    emit();
    sender.flush();
  }

  void end(boolean complete) throws IOException, InterruptedException {
    emit();
    if (chunked && complete) {
      ascii("0\r\n\r\n");
    }
  }

  private int size() {
    return sizes.isEmpty() ? LARGEST : sizes.get(Math.min(chunks, sizes.size() - 1));
  }

  private void emit() throws IOException, InterruptedException {
    if (chunk.length() > 0) {
      ascii(Integer.toHexString(chunk.length()) + "\r\n");
      sender.bytes(chunk.array(), 0, chunk.length());
      sender.ownBytes(ownBytes);
      ascii("\r\n");
      chunk.clear();
      chunks++;
    }
  }

  private void ascii(String text) throws IOException, InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    sender.bytes(bytes, 0, bytes.length);
  }
}
