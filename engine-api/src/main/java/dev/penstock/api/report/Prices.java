package dev.penstock.api.report;

import dev.penstock.api.policy.Policy;
import java.nio.file.Path;
import java.time.Instant;

/** The prices by which calls are priced again. */
public sealed interface Prices {
  /** What the policy in force says for the time of each call. */
  record InForce() implements Prices {}

  /**
   * What the policy in force says for one time, such as after a change of price. It decides about
   * prices by the time of day, too.
   *
   * @param instant that time
   */
  record At(Instant instant) implements Prices {}

  /**
   * A version of prices of the policy in force. Calls of other models are left out.
   *
   * @param version as a row or an attempt tells it, such as {@code 3f2a9c01b7de:gpt-4.1#0+1}
   */
  record Version(String version) implements Prices {}

  /**
   * What a model of the policy in force would have taken for the same tokens at the time of each
   * call. Another model would have counted and written other tokens.
   *
   * @param model the policy's name of it
   */
  record OfModel(String model) implements Prices {}

  /**
   * What another policy says for the time of each call.
   *
   * @param policy with models of the same names; it is checked as one that is to be put in force
   */
  record OfPolicy(Policy policy) implements Prices {}

  /**
   * What the policy in another file says for the time of each call.
   *
   * @param file as {@link OfPolicy#policy}
   */
  record OfFile(Path file) implements Prices {}
}
