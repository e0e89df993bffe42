package dev.penstock.api.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Who says, after a request was answered, whether an answer given before would have done as well.
 *
 * @param model the policy's name of the model that is asked
 * @param minSimilarity how near the questions must be at least; 80% if null
 * @param perHour how often it is asked in an hour at most, from 1 to 1 million; 100 if null
 */
public record JudgeSpec(
    @Description("Model that is asked") String model,
    @Description("How near two questions must be at least") @Nullable Share minSimilarity,
    @Description("How often it is asked in an hour at most") @Nullable Long perHour) {
  private static final Share NEAR = new Share(BigDecimal.valueOf(80));
  private static final long USUAL = 100;
  private static final long MOST = 1_000_000;

  /** Checks the components. */
  public JudgeSpec {
    minSimilarity = minSimilarity == null ? NEAR : minSimilarity;
    perHour = perHour == null ? USUAL : perHour;
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must not be blank");
    }
    if (perHour < 1 || perHour > MOST) {
      throw new IllegalArgumentException("per-hour must be from 1 to 1M, not " + perHour);
    }
  }

  /** A judge with the usual limits. */
  public static JudgeSpec of(String model) {
    return new JudgeSpec(model, null, null);
  }

  /** The component, its default in place of null. */
  @Override
  public Share minSimilarity() {
    return minSimilarity == null ? NEAR : minSimilarity;
  }

  /** The component, its default in place of null. */
  @Override
  public Long perHour() {
    return perHour == null ? USUAL : perHour;
  }
}
