package dev.penstock.core.call;

import dev.penstock.api.explain.Candidate;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.core.select.Choice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** After how long the first candidate of a plan may be asked again. */
final class RetryAfter {
  private @Nullable Duration earliest;

  private RetryAfter() {}

  /** Null if nothing stands in the way, or nobody knows for how long. */
  static @Nullable Duration of(CallPlan plan, Instant now) {
    RetryAfter after = new RetryAfter();
    for (Choice choice : plan.choices()) {
      after.consider(choice.model().standing(choice.claim()).untilAsked());
    }
    for (Candidate candidate : plan.explanation().get().candidates()) {
      Instant until = candidate.availability().until();
      if (candidate.removedBy() == Filter.HEALTH && until != null) {
        after.consider(Duration.between(now, until));
      }
    }
    Duration found = after.earliest;
    return found == null || found.isZero() ? null : found;
  }

  private void consider(@Nullable Duration wait) {
    if (wait == null) {
      return;
    }
    Duration positive = wait.isNegative() ? Duration.ZERO : wait;
    if (earliest == null || positive.compareTo(earliest) < 0) {
      earliest = positive;
    }
  }
}
