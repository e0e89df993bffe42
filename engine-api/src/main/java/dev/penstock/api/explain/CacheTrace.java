package dev.penstock.api.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cache's part in a decision.
 *
 * @param state what became of the look-up
 * @param reason why, if it is off
 * @param key the parts of the key, in order; empty if it is off
 * @param likeness how it compares to similar questions, or null if those were not looked for
 */
public record CacheTrace(
    CacheState state, String reason, List<KeyPart> key, @Nullable Likeness likeness) {
  /** Checks and copies the components. */
  public CacheTrace {
    key = List.copyOf(key);
  }

  /** A trace of a look-up for the same question only. */
  public CacheTrace(CacheState state, String reason, List<KeyPart> key) {
    this(state, reason, key, null);
  }
}
