package dev.penstock.samples.supportdesk;

import org.jspecify.annotations.Nullable;

/** Something that the person at the keyboard can put right. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
