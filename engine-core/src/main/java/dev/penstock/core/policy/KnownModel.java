package dev.penstock.core.policy;

import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.OneOrMany;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Share;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue says of a model. Its keys are those of a model of the policy, but for the pages
 * that tell what the model can do: these stay in the catalogue.
 */
record KnownModel(
    @Description("Tokens of input and output together") @Nullable Long contextWindow,
    @Description("The most output tokens it can make") @Nullable Long maxOutput,
    @Description("What it can do beyond text") @Nullable Set<Ability> abilities,
    @OneOrMany @Description("Price list, in USD per million tokens") List<PricePeriod> price,
    @Description("Part of the price for an answer given as one of a batch") @Nullable Share batch,
    @Description("Part of the price for an answer given under a slower service")
        @Nullable Share flex,
    @Description("The page the price was taken from") URI priceSource,
    @Description("The day the price was taken") LocalDate priceAsOf,
    @OneOrMany
        @Description("The pages that tell its limits and abilities, if the price's page does not")
        @Nullable List<URI> modelSource,
    @Description("The day of the oldest of these pages") @Nullable LocalDate modelAsOf) {

  /** Keys that say where an entry comes from and are no keys of a model of the policy. */
  static final Set<String> OF_THE_ENTRY = Set.of("model-source", "model-as-of");

  KnownModel {
    if (price.isEmpty()) {
      throw new IllegalArgumentException("price must have at least one entry");
    }
    if (contextWindow != null && contextWindow < 1) {
      throw new IllegalArgumentException("context-window must be at least 1 token");
    }
    if (maxOutput != null
        && (maxOutput < 1 || (contextWindow != null && maxOutput > contextWindow))) {
      throw new IllegalArgumentException(
          "max-output must be at least 1 token and at most the context-window");
    }
    web("price-source", priceSource);
    if (modelSource != null) {
      modelSource.forEach(page -> web("model-source", page));
    }
    if (modelSource == null && modelAsOf != null) {
      throw new IllegalArgumentException("model-as-of is the day of model-source; add the page");
    }
    if (modelSource != null && modelAsOf == null) {
      throw new IllegalArgumentException("model-source needs model-as-of, the day of the page");
    }
  }

  private static void web(String key, URI page) {
    if (!"https".equals(page.getScheme()) || page.getHost() == null) {
      throw new IllegalArgumentException(key + " must be an address that begins with https:");
    }
  }
}
