package dev.penstock.samples.gateway.logs;

import dev.penstock.api.PenstockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An exception in a line. The message of one whose writer promised nothing may hold what a customer
 * wrote, so only its class and its frames are told.
 */
final class Thrown {
  private static final int MOST_FRAMES = 24;
  private static final int MOST_CAUSES = 5;

  private Thrown() {}

  static String text(Throwable thrown) {
    StringBuilder text = new StringBuilder(512);
    @Nullable Throwable each = thrown;
    for (int i = 0; each != null && i < MOST_CAUSES; i++) {
      text.append(i == 0 ? "" : "; caused by ").append(each.getClass().getName());
      if (hasCleanMessage(each)) {
        text.append(": ").append(each.getMessage());
      }
      StackTraceElement[] frames = each.getStackTrace();
      for (int f = 0; f < Math.min(frames.length, MOST_FRAMES); f++) {
        text.append(" at ").append(frames[f]);
      }
      each = each.getCause();
    }
    return text.toString();
  }

  private static boolean hasCleanMessage(Throwable thrown) {
    return switch (thrown) {
      case PenstockException e -> true;
      case IOException e -> true;
      case UncheckedIOException e -> true;
      case SQLException e -> true;
      default -> false;
    };
  }
}
