package dev.penstock.core.prune;

import dev.penstock.api.policy.PruneSpec;
import org.jspecify.annotations.Nullable;

/** Finds the rule for a document. */
final class Rules {
  private Rules() {}

  /** The longest name of a rule that fits a document, the very name before all others, or null. */
  static @Nullable String of(PruneSpec spec, String document) {
    if (spec.documents().containsKey(document)) {
      return document;
    }
    String best = null;
    for (String name : spec.documents().keySet()) {
      if (name.endsWith("*")
          && document.startsWith(name.substring(0, name.length() - 1))
          && (best == null || name.length() > best.length())) {
        best = name;
      }
    }
    return best;
  }
}
