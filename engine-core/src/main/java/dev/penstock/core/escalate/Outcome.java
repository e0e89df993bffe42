package dev.penstock.core.escalate;

import dev.penstock.api.explain.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a request came before a person takes it over.
 *
 * @param tried the calls that were made
 * @param by who answered, or null if nobody did
 * @param answer what was answered, or null
 */
public record Outcome(List<Attempt> tried, @Nullable String by, @Nullable String answer) {
  /** Nobody was asked. */
  public static final Outcome NOTHING = new Outcome(List.of(), null, null);

  /** Copies the components. */
  public Outcome {
    tried = List.copyOf(tried);
  }
}
