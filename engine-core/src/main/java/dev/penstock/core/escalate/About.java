package dev.penstock.core.escalate;

import dev.penstock.api.explain.Classified;
import org.jspecify.annotations.Nullable;

/**
 * What a question is about, as far as that is known.
 *
 * @param tier the tier, or null before it is classified
 * @param intent the intent, or null
 */
public record About(@Nullable String tier, @Nullable String intent) {
  /** What a classifier found. */
  public static About of(Classified classified) {
    return new About(classified.tier(), classified.intent());
  }

  /** What is known of a question that was not classified: the intent that its caller states. */
  static About stated(Asked asked) {
    return new About(null, asked.request().metadata().intent());
  }
}
