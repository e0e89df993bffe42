package dev.penstock.api.policy;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * How far other models are asked when one fails.
 *
 * @param attempts the most calls for one request, over all models; null means {@value #ATTEMPTS}
 * @param maxCost the most that all calls of a request may cost together, at worst; a call that
 *     might go beyond is not made; null means no limit but the budgets
 * @param contentFilter what follows when a provider filters a question or its answer; the caller is
 *     told if null
 * @param emptyAnswer what follows when a complete answer has neither text nor tool calls; the
 *     caller gets it if null
 */
public record FallbackSpec(
    @Description("The most calls for one request") @Nullable Integer attempts,
    @Description("The most that all calls of a request may cost together") @Nullable Usd maxCost,
    @Description("What follows when a provider filters") @Nullable Then contentFilter,
    @Description("What follows on an answer without content") @Nullable Then emptyAnswer) {
  /** The most calls for one request if the policy does not say. */
  public static final int ATTEMPTS = 3;

  /** The defaults. */
  public static final FallbackSpec DEFAULT = new FallbackSpec(null, null, null, null);

  private static final int MOST_ATTEMPTS = 10;

  /** What follows on an outcome that is nobody's failure. */
  public enum Then {
    /** The caller gets it. */
    CALLER,
    /** The next model is asked, if one is left; else the caller gets it. */
    NEXT
  }

  /** Refuses less than one attempt, more than ten, and a cost of less than nothing. */
  public FallbackSpec {
    attempts = attempts == null ? ATTEMPTS : attempts;
    contentFilter = contentFilter == null ? Then.CALLER : contentFilter;
    emptyAnswer = emptyAnswer == null ? Then.CALLER : emptyAnswer;
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("attempts must be from 1 to " + MOST_ATTEMPTS);
    }
    if (maxCost != null && maxCost.isNegative()) {
      throw new IllegalArgumentException("max-cost must not be negative");
    }
  }

  /** The component, its default in place of null. */
  @Override
  public Integer attempts() {
    return attempts == null ? ATTEMPTS : attempts;
  }

  /** The component, its default in place of null. */
  @Override
  public Then contentFilter() {
    return contentFilter == null ? Then.CALLER : contentFilter;
  }

  /** The component, its default in place of null. */
  @Override
  public Then emptyAnswer() {
    return emptyAnswer == null ? Then.CALLER : emptyAnswer;
  }
}
