package dev.penstock.testkit.server;

/** Frames a body for chunked transfer coding (RFC 9112, 7.1): one chunk per event of a stream. */
final class Chunks {
  private Chunks() {}

  static void append(byte[] body, int length, WireText out) {
    int start = 0;
    while (start < length) {
      int end = eventEnd(body, start, length);
      out.ascii(Integer.toHexString(end - start)).ascii("\r\n");
      out.bytes(body, start, end).ascii("\r\n");
      start = end;
    }
  }

  private static int eventEnd(byte[] body, int start, int length) {
    for (int i = start + 1; i < length; i++) {
      if (body[i] == '\n' && body[i - 1] == '\n') {
        return i + 1;
      }
    }
    return length;
  }
}
