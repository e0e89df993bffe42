package dev.penstock.api.policy;

import dev.penstock.api.money.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a second model is asked beside one that is slow. The first to give content answers; the call
 * to the other is cancelled, and what it took is waste.
 *
 * @param after the share of a model's latest calls that were faster than what counts as slow: the
 *     time to the first token for streams, to the whole answer otherwise. Until it is measured,
 *     nothing is hedged.
 * @param atLeast what is never slow; 100 ms if null
 * @param maxCost the most that a second call may cost at worst; it is not made if it might cost
 *     more
 */
public record HedgeSpec(
    @Description("Share of a model's calls that are faster than a slow one") Share after,
    @Description("What is never slow") @Nullable Duration atLeast,
    @Description("The most that a second call may cost at worst") Usd maxCost) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final BigDecimal HALF = BigDecimal.valueOf(50);
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** Refuses a share below a half, a share of all, and a cost of nothing. */
  public HedgeSpec {
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(maxCost, "maxCost");
    atLeast = atLeast == null ? SHORTEST : atLeast;
    if (after.percent().compareTo(HALF) < 0 || after.percent().compareTo(ALL) >= 0) {
      throw new IllegalArgumentException("after must be at least 50% and less than 100%");
    }
    if (maxCost.isNegative() || maxCost.equals(Usd.ZERO)) {
      throw new IllegalArgumentException("max-cost must be more than 0");
    }
    Deadlines.check("at-least", atLeast);
  }

  /** The component, its default in place of null. */
  @Override
  public Duration atLeast() {
    return atLeast == null ? SHORTEST : atLeast;
  }
}
