package dev.penstock.api.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was left out of a request before it goes upstream. It has no text of the request.
 *
 * @param tokensBefore the request's tokens by the engine's own count; texts of more than 64,000
 *     characters are measured by their beginning
 * @param tokensAfter the tokens that go upstream, counted alike
 * @param limit the policy's limit in tokens, or null
 * @param overLimit whether what must not be cut is above the limit by itself: instructions, tools,
 *     the question and what follows it
 * @param parts what became of the parts that something was done to
 */
public record PruneTrace(
    long tokensBefore,
    long tokensAfter,
    @Nullable Integer limit,
    boolean overLimit,
    List<PrunedPart> parts) {
  /** Copies the components. */
  public PruneTrace {
    parts = List.copyOf(parts);
  }
}
