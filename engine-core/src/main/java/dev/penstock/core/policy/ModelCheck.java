package dev.penstock.core.policy;

import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.core.word.Quoted;
import dev.penstock.core.word.Spelling;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks models: their providers, tiers and prices. */
final class ModelCheck {
  private static final BigDecimal UNUSUAL_PRICE = new BigDecimal(1_000);
  private static final int OLD_AFTER_DAYS = 180;

  private final Policy policy;
  private final Findings findings;
  private final LocalDate today;

  ModelCheck(Policy policy, Findings findings, LocalDate today) {
    this.policy = policy;
    this.findings = findings;
    this.today = today;
  }

  void check() {
    policy.models().forEach((name, model) -> model(NodePath.child("$.models", name), model));
    Set<String> used =
        policy.models().values().stream()
            .map(ModelSpec::provider)
            .collect(Collectors.toCollection(HashSet::new));
    if (policy.embeddings() != null) {
      used.add(policy.embeddings().provider());
    }
    for (String provider : policy.providers().keySet()) {
      if (!used.contains(provider)) {
        findings.warning(
            NodePath.child("$.providers", provider),
            "PROVIDER_UNUSED",
            "neither a model nor embeddings names the provider " + Quoted.of(provider));
      }
    }
  }

  private void model(String path, ModelSpec model) {
    if (!policy.providers().containsKey(model.provider())) {
      findings.mistake(
          path + ".provider",
          "UNKNOWN_PROVIDER",
          "there is no provider "
              + Quoted.of(model.provider())
              + Spelling.hint(model.provider(), policy.providers().keySet()));
    }
    new Names(findings, "tier", "UNKNOWN_TIER", policy.tiers())
        .check(path + ".tiers", model.tiers());
    if (model.priceCeiling() == null) {
      prices(path + ".price", model.price());
    } else {
      findings.warning(
          path + ".price-ceiling",
          "PRICE_UNKNOWN",
          "the price is not known; calls are priced at the ceiling, and marked as estimates");
    }
    age(path + ".price-as-of", model);
  }

  private void age(String path, ModelSpec model) {
    LocalDate taken = model.priceAsOf();
    if (taken != null && taken.isBefore(today.minusDays(OLD_AFTER_DAYS))) {
      findings.warning(
          path,
          "PRICE_OLD",
          "the price was taken on "
              + taken
              + (model.priceSource() == null ? "" : " from " + model.priceSource())
              + ", more than "
              + OLD_AFTER_DAYS
              + " days ago; check it, and state it with its day");
    }
  }

  private void prices(String path, List<PricePeriod> prices) {
    missing(path, prices, "input", PricePeriod::input);
    missing(path, prices, "output", PricePeriod::output);
    Set<List<@Nullable Object>> conditions = new HashSet<>();
    for (int i = 0; i < prices.size(); i++) {
      PricePeriod price = prices.get(i);
      String at = findings.item(path, i);
      if (!conditions.add(Arrays.asList(price.from(), price.above(), price.between()))) {
        findings.mistake(
            at,
            "DUPLICATE_PRICE",
            "an entry before has the same from, above and between; put both into one");
      }
      unusual(at, price);
    }
  }

  private void missing(
      String path,
      List<PricePeriod> prices,
      String key,
      Function<PricePeriod, @Nullable BigDecimal> part) {
    boolean stated =
        prices.stream()
            .filter(price -> price.from() == null && price.above() == null)
            .filter(price -> price.between() == null)
            .anyMatch(price -> part.apply(price) != null);
    if (!stated) {
      findings.mistake(
          findings.item(path, 0) + "." + key,
          "PRICE_MISSING",
          "the price of "
              + key
              + " is missing, expected it in an entry without from, above and between");
    }
  }

  private void unusual(String path, PricePeriod price) {
    unusual(path + ".input", price.input());
    unusual(path + ".cached-input", price.cachedInput());
    unusual(path + ".cache-write", price.cacheWrite());
    unusual(path + ".cache-write-other", price.cacheWriteOther());
    unusual(path + ".output", price.output());
    unusual(path + ".reasoning", price.reasoning());
  }

  private void unusual(String path, @Nullable BigDecimal price) {
    if (price != null && price.compareTo(UNUSUAL_PRICE) > 0) {
      findings.warning(
          path,
          "PRICE_UNUSUAL",
          "found more than 1000 USD per million tokens; is it the price of a million?");
    }
  }
}
