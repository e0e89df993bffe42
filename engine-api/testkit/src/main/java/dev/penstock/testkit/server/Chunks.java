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

  /** Behind the next empty line. */
  static int eventEnd(byte[] body, int start, int length) {
    for (int i = start + 1; i < length; i++) {
      if (body[i] == '\n' && (body[i - 1] == '\n' || emptyLine(body, i, start))) {
        return i + 1;
      }
    }
    return length;
  }

  private static boolean emptyLine(byte[] body, int end, int start) {
    return end - start >= 2 && body[end - 1] == '\r' && body[end - 2] == '\n';
  }
}
