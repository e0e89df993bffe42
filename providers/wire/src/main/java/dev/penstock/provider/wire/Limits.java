package dev.penstock.provider.wire;

import dev.penstock.spi.ProviderCall;

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

  /** What a whole answer has beside its tokens. */
  private static final long BODY_FRAME = 1024 * 1024;

  /** No token of a usual vocabulary is longer than 128 characters, of at most 3 bytes each. */
  private static final long BYTES_PER_TOKEN = 512;

  /** With what a caller may ask for besides, such as log probabilities of 20 tokens. */
  private static final long BYTES_PER_TOKEN_WITH_EXTRA = 8 * 1024;

  private Limits() {}

  /** Bytes of a whole answer to a call, which is at most as long as its output limit allows. */
  static int body(ProviderCall call) {
    long each = call.extra().isEmpty() ? BYTES_PER_TOKEN : BYTES_PER_TOKEN_WITH_EXTRA;
    long tokens = Math.min(call.maxOutputTokens(), BODY);
    return (int) Math.min(BODY, BODY_FRAME + tokens * each);
  }
}
