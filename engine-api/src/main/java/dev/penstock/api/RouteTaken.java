package dev.penstock.api;

/**
 * Who answered.
 *
 * @param route the route's name
 * @param tier the tier of the question
 * @param model the policy's name of the model
 * @param provider the provider instance
 * @param simulated whether that provider is a simulated one
 */
public record RouteTaken(
    String route, String tier, String model, String provider, boolean simulated) {}
