package dev.penstock.api.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that routes may choose.
 *
 * @param provider the name of its provider instance
 * @param id the provider's own name for it; null means the policy's name
 * @param tiers the tiers it is able to answer
 * @param contextWindow the tokens of input and output together
 * @param maxOutput the most output tokens it can make; null means as many as the window has
 * @param abilities what it can do beyond text
 * @param price its price list, at least one entry
 * @param latency its usual time to the first token, until one is measured; null if unknown
 */
@NotYet({"price-ceiling", "batch", "flex"})
public record ModelSpec(
    @Description("Name of the provider instance") String provider,
    @Description("The provider's own name for the model; the key if absent") @Nullable String id,
    @OneOrMany @Description("Tiers it can answer") List<String> tiers,
    @Description("Tokens of input and output together") long contextWindow,
    @Description("The most output tokens it can make") @Nullable Long maxOutput,
    @Description("What it can do beyond text") @Nullable Set<Ability> abilities,
    @OneOrMany @Description("Price list, in USD per million tokens") List<PricePeriod> price,
    @Description("Usual time to the first token") @Nullable Duration latency) {

  /** Refuses an empty tier or price list and an output limit outside of the window. */
  public ModelSpec {
    Objects.requireNonNull(provider, "provider");
    tiers = List.copyOf(tiers);
    price = List.copyOf(price);
    abilities = abilities == null ? Set.of() : Set.copyOf(abilities);
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException("tiers must name at least one tier");
    }
    if (price.isEmpty()) {
      throw new IllegalArgumentException("price must have at least one entry");
    }
    if (contextWindow < 1) {
      throw new IllegalArgumentException("context-window must be at least 1 token");
    }
    if (maxOutput != null && (maxOutput < 1 || maxOutput > contextWindow)) {
      throw new IllegalArgumentException(
          "max-output must be at least 1 token and at most the context-window");
    }
  }

  /** A text model of a provider with one price. */
  public static ModelSpec of(
      String provider, List<String> tiers, long contextWindow, PricePeriod price) {
    return new ModelSpec(
        provider, null, tiers, contextWindow, null, Set.of(), List.of(price), null);
  }

  /** The component, its default in place of null. */
  @Override
  public Set<Ability> abilities() {
    return abilities == null ? Set.of() : abilities;
  }
}
