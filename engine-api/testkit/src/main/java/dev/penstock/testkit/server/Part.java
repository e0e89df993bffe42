package dev.penstock.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A piece of an event: bytes, or a wait. */
sealed interface Part {
  /**
   * Bytes which may repeat.
   *
   * @param own whether they are the wire's own, at their very place in the body it wrote
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Bytes(byte[] array, int from, int to, long times, boolean own) implements Part {
    static Bytes of(byte[] array) {
      return new Bytes(array, 0, array.length, 1, false);
    }

    long length() {
      return Math.multiplyExact(times, (long) to - from);
    }

    /** Where a text begins in it, or -1. */
    int find(byte[] text) {
      for (int i = from; i + text.length <= to; i++) {
        if (Arrays.equals(array, i, i + text.length, text, 0, text.length)) {
          return i;
        }
      }
      return -1;
    }
  }

  /** A wait. */
  record Wait(Pause pause) implements Part {}

  /** So many letters x. */
  static List<Part> filling(long bytes) {
    byte[] unit = "x".repeat((int) Math.min(bytes, 8 * 1024)).getBytes(StandardCharsets.US_ASCII);
    if (unit.length == 0) {
      return List.of();
    }
    return List.of(
        new Bytes(unit, 0, unit.length, bytes / unit.length, false),
        new Bytes(unit, 0, (int) (bytes % unit.length), 1, false));
  }
}
