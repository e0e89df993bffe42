package dev.penstock.api.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How documents of some name are made shorter.
 *
 * @param as the strategy
 * @param keep for {@link PruneStrategy#ORDERS}: how many of the latest orders stay; {@value
 *     #USUAL_ORDERS} if null
 * @param max for {@link PruneStrategy#KNOWLEDGE}: the most tokens of all entries together; {@value
 *     #USUAL_TOKENS} if null
 */
public record DocumentRule(
    @Description("Strategy: orders or knowledge") PruneStrategy as,
    @Description("For orders: how many of the latest stay") @Nullable Integer keep,
    @Description("For knowledge: the most tokens of all entries together") @Nullable Integer max) {
  /** The orders that stay if the policy does not say. */
  public static final int USUAL_ORDERS = 3;

  /** The most tokens of knowledge if the policy does not say. */
  public static final int USUAL_TOKENS = 500;

  private static final int MOST_ORDERS = 1000;

  /** Refuses a value out of range, and one that the strategy does not know. */
  public DocumentRule {
    Objects.requireNonNull(as, "as");
    if (keep != null && as != PruneStrategy.ORDERS) {
      throw new IllegalArgumentException("keep is for orders only; knowledge has max");
    }
    if (max != null && as != PruneStrategy.KNOWLEDGE) {
      throw new IllegalArgumentException("max is for knowledge only; orders have keep");
    }
    if (keep != null && (keep < 0 || keep > MOST_ORDERS)) {
      throw new IllegalArgumentException("keep must be from 0 to " + MOST_ORDERS);
    }
    if (max != null && (max < 0 || max > PruneSpec.MOST_TOKENS)) {
      throw new IllegalArgumentException("max must be from 0 to " + PruneSpec.MOST_TOKENS);
    }
  }

  /** Keeps so many of the latest orders, and those that are asked about. */
  public static DocumentRule orders(int keep) {
    return new DocumentRule(PruneStrategy.ORDERS, keep, null);
  }

  /** Keeps so many tokens of entries that the question is about. */
  public static DocumentRule knowledge(int max) {
    return new DocumentRule(PruneStrategy.KNOWLEDGE, null, max);
  }

  /** How many of the latest orders stay. */
  public int orders() {
    return keep == null ? USUAL_ORDERS : keep;
  }

  /** The most tokens of all entries together. */
  public int tokens() {
    return max == null ? USUAL_TOKENS : max;
  }
}
