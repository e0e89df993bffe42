package dev.penstock.api.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who answers what. The first route whose condition holds is taken.
 *
 * @param name its name in answers and reports
 * @param when its condition; null means always
 * @param models the models it may choose, in order, or the one word {@value #ANY}
 * @param rank how the models that pass the filters are ordered
 * @param weights the weight of each model for {@link Rank#WEIGHTED}; a model without one has 1
 * @param maxOutput the most output tokens of an answer; null means the caller's or the model's
 *     limit, or {@value #DEFAULT_MAX_OUTPUT} if neither says
 * @param expectedOutput the output tokens to expect when costs are compared; null means {@value
 *     #DEFAULT_EXPECTED_OUTPUT}, or the limit if that is lower
 */
@NotYet({"prompt", "temperature", "hedge", "cascade", "fallback", "escalate", "deadline"})
public record RouteSpec(
    @Description("Name in answers and reports") String name,
    @Description("Condition; a route without one always holds") @Nullable When when,
    @OneOrMany @Description("Models it may choose, in order, or any") List<String> models,
    @Description("How the models that pass the filters are ordered") Rank rank,
    @Description("Weights for rank weighted; 1 if absent") @Nullable Map<String, Long> weights,
    @Description("The most output tokens of an answer") @Nullable Long maxOutput,
    @Description("Output tokens to expect when costs are compared") @Nullable Long expectedOutput) {

  /** The word that stands for every model of the policy. */
  public static final String ANY = "any";

  /** The output limit if neither caller nor route nor model says. */
  public static final long DEFAULT_MAX_OUTPUT = 4096;

  /** The output tokens to expect if the policy does not say. */
  public static final long DEFAULT_EXPECTED_OUTPUT = 300;

  /** Checks and copies the components. */
  public RouteSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rank, "rank");
    models = List.copyOf(models);
    weights = weights == null ? Map.of() : Map.copyOf(weights);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models must name at least one model, or any");
    }
    if (maxOutput != null && maxOutput < 1) {
      throw new IllegalArgumentException("max-output must be at least 1 token");
    }
    if (expectedOutput != null && expectedOutput < 0) {
      throw new IllegalArgumentException("expected-output must not be negative");
    }
    for (long weight : weights.values()) {
      if (weight < 0 || weight > 1_000_000) {
        throw new IllegalArgumentException("a weight must be from 0 to 1M");
      }
    }
  }

  /** The component, its default in place of null. */
  @Override
  public Map<String, Long> weights() {
    return weights == null ? Map.of() : weights;
  }

  /** A route for requests that meet a condition, or for all. */
  public static RouteSpec of(String name, @Nullable When when, List<String> models, Rank rank) {
    return new RouteSpec(name, when, models, rank, Map.of(), null, null);
  }
}
