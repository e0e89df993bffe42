package dev.penstock.core.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the policy that has too little left.
 *
 * @param cause which limit, and what it lacks
 * @param lasts how long until it has enough, or null if it never has
 * @param ofRequest whether it refuses the request, whoever answers it
 */
public record Excess(String cause, @Nullable Duration lasts, boolean ofRequest) implements Taking {
  Excess(String cause, @Nullable Duration lasts) {
    this(cause, lasts, false);
  }

  Excess refusesRequest() {
    return new Excess(cause, lasts, true);
  }

  /** Whether it, if it lasts longer, is the one to tell of. */
  boolean lastsLongerThan(@Nullable Excess other) {
    if (other == null || lasts == null) {
      return true;
    }
    return other.lasts != null && lasts.compareTo(other.lasts) > 0;
  }

  @Override
  public String toString() {
    return lasts == null ? cause : cause + " for " + seconds(lasts) + " s more";
  }

  private static long seconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }
}
