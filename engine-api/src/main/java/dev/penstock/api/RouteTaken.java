package dev.penstock.api;

/**
 * Who answered. If a person takes over and no model answered, the provider is {@value #PERSON}, the
 * model is the queue, and what was not decided by then is empty.
 *
 * @param route the route's name
 * @param tier the tier of the question
 * @param model the policy's name of the model
 * @param provider the provider instance
 * @param simulated whether that provider is a simulated one
 */
public record RouteTaken(
    String route, String tier, String model, String provider, boolean simulated) {
  /** The provider of a request that a person takes over without a model's answer. */
  public static final String PERSON = "person";
}
