package dev.penstock.api.explain;

import java.util.List;

/**
 * The cache's part in a decision.
 *
 * @param state what became of the look-up
 * @param reason why, if it is off
 * @param key the parts of the key, in order; empty if it is off
 */
public record CacheTrace(CacheState state, String reason, List<KeyPart> key) {
  /** Checks and copies the components. */
  public CacheTrace {
    key = List.copyOf(key);
  }
}
