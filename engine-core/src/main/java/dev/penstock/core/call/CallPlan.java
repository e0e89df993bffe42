package dev.penstock.core.call;

import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Need;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is to be called for a request.
 *
 * @param need the request and what it needs
 * @param classified its tier
 * @param route the route, which says how far to go
 * @param choices the models to ask, in order
 * @param deadline when all attempts must be over, on the engine's ticker
 * @param explanation why, for an error
 * @param purpose what for
 */
public record CallPlan(
    Need need,
    Classified classified,
    RouteSpec route,
    List<Choice> choices,
    long deadline,
    Supplier<Explanation> explanation,
    Purpose purpose) {
  /** A plan to answer a request. */
  public CallPlan(
      Need need,
      Classified classified,
      RouteSpec route,
      List<Choice> choices,
      long deadline,
      Supplier<Explanation> explanation) {
    this(need, classified, route, choices, deadline, explanation, Purpose.ANSWER);
  }
}
