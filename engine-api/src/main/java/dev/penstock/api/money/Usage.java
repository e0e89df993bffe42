package dev.penstock.api.money;

/**
 * The tokens of one attempt, normalised over all wires. The five counted classes add up to what the
 * provider reported; {@code reasoning} is a part of {@code output} and never added to it.
 *
 * @param uncachedInput input tokens at the full price
 * @param cacheRead input tokens read from the provider's prompt cache
 * @param cacheWrite5m input tokens written to a cache that lives 5 minutes
 * @param cacheWriteOther input tokens written to any other cache
 * @param output all billable output tokens, reasoning included
 * @param reasoning output tokens spent on reasoning
 * @param estimated whether any figure was estimated by the engine instead of reported, or the price
 *     of them is not known exactly
 */
public record Usage(
    long uncachedInput,
    long cacheRead,
    long cacheWrite5m,
    long cacheWriteOther,
    long output,
    long reasoning,
    boolean estimated) {

  /** No tokens at all, as reported for an answer that came from the cache. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, false);

  /** Refuses negative counts and more reasoning than output. */
  public Usage {
    if (uncachedInput < 0
        || cacheRead < 0
        || cacheWrite5m < 0
        || cacheWriteOther < 0
        || output < 0
        || reasoning < 0
        || reasoning > output) {
      throw new IllegalArgumentException("token counts must not be negative or exceed their whole");
    }
  }

  /** Usage without caches and reasoning, as reported by a provider. */
  public static Usage of(long input, long output) {
    return new Usage(input, 0, 0, 0, output, 0, false);
  }

  /** Usage without caches and reasoning, counted by the engine. */
  public static Usage estimate(long input, long output) {
    return new Usage(input, 0, 0, 0, output, 0, true);
  }

  /** The same counts, marked as an estimate. */
  public Usage asEstimate() {
    return estimated
        ? this
        : new Usage(
            uncachedInput, cacheRead, cacheWrite5m, cacheWriteOther, output, reasoning, true);
  }

  /** All input tokens: uncached, read from and written to caches. */
  public long input() {
    return Math.addExact(
        Math.addExact(uncachedInput, cacheRead), Math.addExact(cacheWrite5m, cacheWriteOther));
  }

  /** The sum of both, class by class; estimated if either is. */
  public Usage plus(Usage other) {
    return new Usage(
        Math.addExact(uncachedInput, other.uncachedInput),
        Math.addExact(cacheRead, other.cacheRead),
        Math.addExact(cacheWrite5m, other.cacheWrite5m),
        Math.addExact(cacheWriteOther, other.cacheWriteOther),
        Math.addExact(output, other.output),
        Math.addExact(reasoning, other.reasoning),
        estimated || other.estimated);
  }
}
