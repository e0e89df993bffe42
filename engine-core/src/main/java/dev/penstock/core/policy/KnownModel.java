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

/** What a catalogue says of a model. Its keys are those of a model of the policy. */
record KnownModel(
    @Description("Tokens of input and output together") long contextWindow,
    @Description("The most output tokens it can make") @Nullable Long maxOutput,
    @Description("What it can do beyond text") @Nullable Set<Ability> abilities,
    @OneOrMany @Description("Price list, in USD per million tokens") List<PricePeriod> price,
    @Description("Part of the price for an answer given as one of a batch") @Nullable Share batch,
    @Description("Part of the price for an answer given under a slower service")
        @Nullable Share flex,
    @Description("The page the price was taken from") URI priceSource,
    @Description("The day the price was taken") LocalDate priceAsOf) {

  KnownModel {
    if (price.isEmpty()) {
      throw new IllegalArgumentException("price must have at least one entry");
    }
    if (!"https".equals(priceSource.getScheme())) {
      throw new IllegalArgumentException("price-source must be an address that begins with https:");
    }
  }
}
