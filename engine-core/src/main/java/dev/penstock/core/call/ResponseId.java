package dev.penstock.core.call;

import org.jspecify.annotations.Nullable;

/**
 * Takes a provider's id of an answer, which is foreign text. One that is too long or has other
 * characters than printable ASCII is no id, rather than another one.
 */
final class ResponseId {
  static final int LONGEST = 512;

  private ResponseId() {}

  static @Nullable String of(@Nullable String told) {
    if (told == null) {
      return null;
    }
    String id = told.strip();
    return !id.isEmpty() && id.length() <= LONGEST && isPrintable(id) ? id : null;
  }

  private static boolean isPrintable(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < ' ' || id.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
