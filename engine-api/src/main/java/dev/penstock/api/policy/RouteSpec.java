package dev.penstock.api.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who answers what. The first route whose condition holds is taken.
 *
 * @param name its name in answers and reports
 * @param when its condition; null means always
 * @param models the models it may choose, in order, or the one word {@value #ANY}
 * @param rank how the models that pass the filters are ordered
 * @param weights the weight of each model for {@link Rank#WEIGHTED}; a model without one has 1
 * @param prompt the template that goes before every request, relative to the policy; null means the
 *     one that the policy names for the tier, if any
 * @param maxOutput the most output tokens of an answer; null means the caller's or the model's
 *     limit, or {@value #DEFAULT_MAX_OUTPUT} if neither says
 * @param expectedOutput the output tokens to expect when costs are compared; null means {@value
 *     #DEFAULT_EXPECTED_OUTPUT}, or the limit if that is lower
 * @param fallback how far other models are asked when one fails; null means the defaults
 * @param hedge when a second model is asked beside a slow one; null means never
 * @param deadline a whole request over all attempts; null means the policy's
 */
@NotYet({"temperature", "cascade", "escalate"})
public record RouteSpec(
    @Description("Name in answers and reports") String name,
    @Description("Condition; a route without one always holds") @Nullable When when,
    @OneOrMany @Description("Models it may choose, in order, or any") List<String> models,
    @Description("How the models that pass the filters are ordered") Rank rank,
    @Description("Weights for rank weighted; 1 if absent") @Nullable Map<String, Long> weights,
    @Description("Template of the instructions that go before every request") @Nullable Path prompt,
    @Description("The most output tokens of an answer") @Nullable Long maxOutput,
    @Description("Output tokens to expect when costs are compared") @Nullable Long expectedOutput,
    @Description("How far other models are asked when one fails") @Nullable FallbackSpec fallback,
    @Description("When a second model is asked beside a slow one") @Nullable HedgeSpec hedge,
    @Description("A whole request over all attempts; the policy's if absent")
        @Nullable Duration deadline) {

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
    weights = weights == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(weights));
    fallback = fallback == null ? FallbackSpec.DEFAULT : fallback;
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models must name at least one model, or any");
    }
    if (maxOutput != null && maxOutput < 1) {
      throw new IllegalArgumentException("max-output must be at least 1 token");
    }
    if (expectedOutput != null && expectedOutput < 0) {
      throw new IllegalArgumentException("expected-output must not be negative");
    }
    if (deadline != null) {
      Deadlines.check("deadline", deadline);
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

  /** The component, its default in place of null. */
  @Override
  public FallbackSpec fallback() {
    return fallback == null ? FallbackSpec.DEFAULT : fallback;
  }

  /** A route for requests that meet a condition, or for all. */
  public static RouteSpec of(String name, @Nullable When when, List<String> models, Rank rank) {
    return new RouteSpec(name, when, models, rank, Map.of(), null, null, null, null, null, null);
  }

  /** The same route with another output limit and expectation; null means the default. */
  public RouteSpec withOutput(@Nullable Long max, @Nullable Long expected) {
    return new RouteSpec(
        name, when, models, rank, weights, prompt, max, expected, fallback, hedge, deadline);
  }

  /** The same route with a template of instructions; null means the policy's. */
  public RouteSpec withPrompt(@Nullable Path file) {
    return new RouteSpec(
        name,
        when,
        models,
        rank,
        weights,
        file,
        maxOutput,
        expectedOutput,
        fallback,
        hedge,
        deadline);
  }

  /** The same route with weights. */
  public RouteSpec withWeights(Map<String, Long> values) {
    return new RouteSpec(
        name,
        when,
        models,
        rank,
        values,
        prompt,
        maxOutput,
        expectedOutput,
        fallback,
        hedge,
        deadline);
  }

  /** The same route with another fallback. */
  public RouteSpec withFallback(FallbackSpec value) {
    return new RouteSpec(
        name,
        when,
        models,
        rank,
        weights,
        prompt,
        maxOutput,
        expectedOutput,
        value,
        hedge,
        deadline);
  }

  /** The same route with a hedge; null means none. */
  public RouteSpec withHedge(@Nullable HedgeSpec value) {
    return new RouteSpec(
        name,
        when,
        models,
        rank,
        weights,
        prompt,
        maxOutput,
        expectedOutput,
        fallback,
        value,
        deadline);
  }

  /** The same route with its own deadline; null means the policy's. */
  public RouteSpec withDeadline(@Nullable Duration value) {
    return new RouteSpec(
        name,
        when,
        models,
        rank,
        weights,
        prompt,
        maxOutput,
        expectedOutput,
        fallback,
        hedge,
        value);
  }
}
