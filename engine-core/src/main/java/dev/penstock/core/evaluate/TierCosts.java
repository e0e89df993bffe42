package dev.penstock.core.evaluate;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.money.Usage;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.select.Routes;
import dev.penstock.core.tokens.TokenCounter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What questions cost in a tier: at the cheapest model that the tier's route may choose, with the
 * output tokens that the route expects.
 */
final class TierCosts {
  private final Policy policy;
  private final Routes routes;
  private final Map<String, PriceList> prices;
  private final TokenCounter counter = new TokenCounter();
  private final Instant at;
  private final long beside;

  /**
   * Costs by a policy's prices.
   *
   * @param at when the questions are asked
   * @param beside input tokens that every request has besides the question
   */
  TierCosts(Policy policy, Instant at, long beside) {
    this.policy = policy;
    this.routes = new Routes(policy.routes());
    this.prices = PriceList.of(policy, "policy");
    this.at = at;
    this.beside = beside;
  }

  /** What a request would cost in each tier, in nano-dollars, easiest tier first. */
  double[] nanos(ChatRequest request, @Nullable String intent) {
    long input = counter.count(request) + beside;
    return policy.tiers().stream()
        .mapToDouble(tier -> nanos(request, intent, tier, input))
        .toArray();
  }

  private long nanos(ChatRequest request, @Nullable String intent, String tier, long input) {
    Classified classified = new Classified(tier, intent, 1, "command", null, List.of());
    RouteSpec route = routes.match(request.metadata(), classified);
    if (route == null) {
      throw new IllegalArgumentException("no route of the policy takes requests of tier " + tier);
    }
    return policy.models().entrySet().stream()
        .filter(model -> model.getValue().tiers().contains(tier))
        .filter(
            model ->
                route.models().contains(RouteSpec.ANY) || route.models().contains(model.getKey()))
        .mapToLong(
            model ->
                Objects.requireNonNull(prices.get(model.getKey()))
                    .at(at, input)
                    .cost(Usage.of(input, output(route, model.getValue())))
                    .nanos())
        .min()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the route %s has no model of tier %s".formatted(route.name(), tier)));
  }

  private static long output(RouteSpec route, ModelSpec model) {
    Long expected = route.expectedOutput();
    long output = expected == null ? RouteSpec.DEFAULT_EXPECTED_OUTPUT : expected;
    Long most = route.maxOutput();
    Long able = model.maxOutput();
    output = most == null ? output : Math.min(output, most);
    return able == null ? output : Math.min(output, able);
  }
}
