package dev.penstock.provider.openai;

/** How large an answer may be before it is no answer. Bytes, characters and levels. */
final class Limits {
  static final int BODY = 32 * 1024 * 1024;
  static final int STREAM = 256 * 1024 * 1024;
  static final int EVENT = 1024 * 1024;
  static final int HEADER_LINE = 16 * 1024;
  static final int HEADER_COUNT = 200;
  static final int HEADERS = 64 * 1024;
  static final int ERROR_BODY = 64 * 1024;
  static final int EXTRA = 1024 * 1024;
  static final int USAGE = 64 * 1024;
  static final int DEPTH = 200;

  private Limits() {}
}
