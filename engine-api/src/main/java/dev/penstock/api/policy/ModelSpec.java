package dev.penstock.api.policy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that routes may choose.
 *
 * @param provider the name of its provider instance
 * @param like the entry of an imported catalogue that says what this does not; null means none
 * @param id the provider's own name for it; null means the name in the catalogue, or else the
 *     policy's name
 * @param tiers the tiers it is able to answer
 * @param contextWindow the tokens of input and output together
 * @param maxOutput the most output tokens it can make; null means as many as the window has
 * @param abilities what it can do beyond text
 * @param price its price list; empty only with a ceiling
 * @param priceCeiling the most it can cost if its price is not known; null if it is
 * @param batch what part of the price an answer costs that the provider gave as one of a batch;
 *     null means all of it
 * @param flex what part of the price an answer costs that the provider gave under its slower
 *     service; null means all of it
 * @param priceSource the page the price was taken from, or null
 * @param priceAsOf the day it was taken, or null
 * @param latency its usual time to the first token, until one is measured; null if unknown
 */
public record ModelSpec(
    @Description("Name of the provider instance") String provider,
    @Description("Entry of an imported catalogue that says what is not said here")
        @Nullable String like,
    @Description("The provider's own name for the model; the key if absent") @Nullable String id,
    @OneOrMany @Description("Tiers it can answer") List<String> tiers,
    @RequiredUnless("like") @Description("Tokens of input and output together") long contextWindow,
    @Description("The most output tokens it can make") @Nullable Long maxOutput,
    @Description("What it can do beyond text") @Nullable Set<Ability> abilities,
    @RequiredUnless({"like", "price-ceiling"})
        @OneOrMany
        @Description("Price list, in USD per million tokens")
        @Nullable List<PricePeriod> price,
    @Description("The most it can cost, in place of a price that is not known")
        @Nullable PriceCeiling priceCeiling,
    @Description("Part of the price for an answer given as one of a batch") @Nullable Share batch,
    @Description("Part of the price for an answer given under a slower service")
        @Nullable Share flex,
    @Description("The page the price was taken from") @Nullable URI priceSource,
    @Description("The day the price was taken") @Nullable LocalDate priceAsOf,
    @Description("Usual time to the first token") @Nullable Duration latency) {

  /** Refuses an empty tier list, a missing price and an output limit outside of the window. */
  public ModelSpec {
    Objects.requireNonNull(provider, "provider");
    tiers = List.copyOf(tiers);
    price = price == null ? List.of() : List.copyOf(price);
    abilities = abilities == null ? Set.of() : Set.copyOf(abilities);
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException("tiers must name at least one tier");
    }
    if (price.isEmpty() && priceCeiling == null) {
      throw new IllegalArgumentException("price must have at least one entry");
    }
    if (!price.isEmpty() && priceCeiling != null) {
      throw new IllegalArgumentException(
          "price-ceiling stands for a price that is not known; remove it or the price");
    }
    if (contextWindow < 1) {
      throw new IllegalArgumentException("context-window must be at least 1 token");
    }
    if (maxOutput != null && (maxOutput < 1 || maxOutput > contextWindow)) {
      throw new IllegalArgumentException(
          "max-output must be at least 1 token and at most the context-window");
    }
    check("batch", batch);
    check("flex", flex);
  }

  private static void check(String name, @Nullable Share part) {
    if (part != null && part.equalsPercent(0)) {
      throw new IllegalArgumentException(name + " must be more than 0%");
    }
    if (part != null && part.percent().stripTrailingZeros().scale() > 3) {
      throw new IllegalArgumentException(name + " has more than three decimal places");
    }
  }

  /** A text model of a provider with one price. */
  public static ModelSpec of(
      String provider, List<String> tiers, long contextWindow, PricePeriod price) {
    return builder(provider, tiers, contextWindow).price(price).build();
  }

  /** A builder for a text model that has no price yet. */
  public static Builder builder(String provider, List<String> tiers, long contextWindow) {
    return new Builder(provider, tiers, contextWindow);
  }

  /** The component, its default in place of null. */
  @Override
  public Set<Ability> abilities() {
    return abilities == null ? Set.of() : abilities;
  }

  /** The component, its default in place of null. */
  @Override
  public List<PricePeriod> price() {
    return price == null ? List.of() : price;
  }

  /** Collects a model. */
  public static final class Builder {
    private final String provider;
    private final List<String> tiers;
    private final long contextWindow;
    private @Nullable String id;
    private @Nullable Long maxOutput;
    private Set<Ability> abilities = Set.of();
    private List<PricePeriod> price = List.of();
    private @Nullable PriceCeiling priceCeiling;
    private @Nullable Share batch;
    private @Nullable Share flex;
    private @Nullable URI priceSource;
    private @Nullable LocalDate priceAsOf;
    private @Nullable Duration latency;

    private Builder(String provider, List<String> tiers, long contextWindow) {
      this.provider = provider;
      this.tiers = tiers;
      this.contextWindow = contextWindow;
    }

    /** Sets {@link ModelSpec#id}. */
    public Builder id(@Nullable String value) {
      id = value;
      return this;
    }

    /** Sets {@link ModelSpec#maxOutput}. */
    public Builder maxOutput(@Nullable Long value) {
      maxOutput = value;
      return this;
    }

    /** Sets {@link ModelSpec#abilities}. */
    public Builder abilities(Set<Ability> values) {
      abilities = values;
      return this;
    }

    /** Sets {@link ModelSpec#price}. */
    public Builder price(PricePeriod... values) {
      price = List.of(values);
      return this;
    }

    /** Sets {@link ModelSpec#priceCeiling}. */
    public Builder priceCeiling(@Nullable PriceCeiling value) {
      priceCeiling = value;
      return this;
    }

    /** Sets {@link ModelSpec#batch}. */
    public Builder batch(@Nullable Share value) {
      batch = value;
      return this;
    }

    /** Sets {@link ModelSpec#flex}. */
    public Builder flex(@Nullable Share value) {
      flex = value;
      return this;
    }

    /** Sets {@link ModelSpec#priceSource} and {@link ModelSpec#priceAsOf}. */
    public Builder priceFrom(@Nullable URI source, @Nullable LocalDate asOf) {
      priceSource = source;
      priceAsOf = asOf;
      return this;
    }

    /** Sets {@link ModelSpec#latency}. */
    public Builder latency(@Nullable Duration value) {
      latency = value;
      return this;
    }

    /** The model; throws {@link IllegalArgumentException} on a value out of range. */
    public ModelSpec build() {
      return new ModelSpec(
          provider,
          null,
          id,
          tiers,
          contextWindow,
          maxOutput,
          abilities,
          price,
          priceCeiling,
          batch,
          flex,
          priceSource,
          priceAsOf,
          latency);
    }
  }
}
