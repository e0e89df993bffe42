package dev.penstock.provider.wire;

/** How large an answer may be before it is no answer. Bytes, characters and levels. */
public final class Limits {
  /** Bytes of a whole answer. */
  public static final int BODY = 32 * 1024 * 1024;

  /** Bytes of a stream. */
  public static final int STREAM = 256 * 1024 * 1024;

  /** Bytes of an event of a stream, and of a line of it. */
  public static final int EVENT = 1024 * 1024;

  static final int HEADER_LINE = 16 * 1024;
  static final int HEADER_COUNT = 200;
  static final int HEADERS = 64 * 1024;
  static final int ERROR_BODY = 64 * 1024;

  /** Characters of the fields kept of an answer. */
  public static final int EXTRA = 1024 * 1024;

  /** Characters of a usage. */
  public static final int USAGE = 64 * 1024;

  static final int DEPTH = 200;

  private Limits() {}
}
