package dev.penstock.provider.simulated;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the provider {@code simulated}. What {@code models} does not say of a model is as
 * said for all of them.
 *
 * @param seed another seed gives other answers, times and faults
 * @param latency as in {@link ModelSettings}, and so on
 * @param models what is different for a model, by the provider's name of it
 */
public record SimulatedSettings(
    @Description("Another seed gives other answers, times and faults; 0 if absent")
        @Nullable Long seed,
    @Description("Time to the first token; 0s if absent") @Nullable Duration latency,
    @Description("How far the latency varies up and down; 0% if absent") @Nullable Share jitter,
    @Description("Speed of an answer after its first token; at once if absent")
        @Nullable Long tokensPerSecond,
    @Description("Mean length of an answer; 120 if absent") @Nullable Long answerTokens,
    @Description("How far the length varies up and down; 0% if absent")
        @Nullable Share answerSpread,
    @Description("Text of every answer, with {model} for the model's name") @Nullable String say,
    @Description("Share of input tokens reported as read from a prompt cache; 0% if absent")
        @Nullable Share cachedInput,
    @Description("Share of attempts that fail, by kind of failure")
        @Nullable Map<FailureKind, Share> faults,
    @Description("What is different for a model, by its id")
        @Nullable Map<String, ModelSettings> models) {

  /** The settings of a policy that says nothing. */
  public static final SimulatedSettings DEFAULTS =
      new SimulatedSettings(null, null, null, null, null, null, null, null, null, null);

  /** Refuses what {@link Behaviour} refuses. */
  public SimulatedSettings {
    Behaviour all =
        new ModelSettings(
                latency,
                jitter,
                tokensPerSecond,
                answerTokens,
                answerSpread,
                say,
                cachedInput,
                faults)
            .over(Behaviour.DEFAULT);
    models = models == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(models));
    models.values().forEach(model -> model.over(all));
  }

  /** How a model behaves. */
  public Behaviour behaviour(String modelId) {
    Behaviour all =
        new ModelSettings(
                latency,
                jitter,
                tokensPerSecond,
                answerTokens,
                answerSpread,
                say,
                cachedInput,
                faults)
            .over(Behaviour.DEFAULT);
    @Nullable ModelSettings own = models == null ? null : models.get(modelId);
    return own == null ? all : own.over(all);
  }

  /** The seed, 0 if none was given. */
  long seedOrZero() {
    return seed == null ? 0 : seed;
  }

  /** Whether no model ever waits for anything. */
  boolean answersAtOnce() {
    Stream<String> named = models == null ? Stream.of() : models.keySet().stream();
    return Stream.concat(Stream.of(""), named)
        .map(this::behaviour)
        .allMatch(Behaviour::answersAtOnce);
  }
}
