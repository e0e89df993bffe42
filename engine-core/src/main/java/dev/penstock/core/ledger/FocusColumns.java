package dev.penstock.core.ledger;

import dev.penstock.api.CsvText;
import dev.penstock.api.JsonText;
import dev.penstock.core.word.KebabCase;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a charge on one day, by the names of FOCUS 1.2
 * (https://focus.finops.org/focus-specification/v1-2/), own ones with {@code x_} before them.
 */
final class FocusColumns {
  static final List<String> NAMES =
      List.of(
          "BilledCost",
          "BillingAccountId",
          "BillingAccountName",
          "BillingCurrency",
          "BillingPeriodEnd",
          "BillingPeriodStart",
          "ChargeCategory",
          "ChargeClass",
          "ChargeDescription",
          "ChargeFrequency",
          "ChargePeriodEnd",
          "ChargePeriodStart",
          "ConsumedQuantity",
          "ConsumedUnit",
          "ContractedCost",
          "ContractedUnitPrice",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "ListUnitPrice",
          "PricingCategory",
          "PricingQuantity",
          "PricingUnit",
          "ProviderName",
          "PublisherName",
          "ServiceCategory",
          "ServiceName",
          "ServiceSubcategory",
          "SkuId",
          "SkuPriceId",
          "Tags",
          "x_Estimated",
          "x_Model",
          "x_Outcome",
          "x_PriceVersion",
          "x_Route",
          "x_Simulated",
          "x_Tenant",
          "x_Tier",
          "x_TokenClass");

  private static final int MILLION_PLACES = 6;

  private final Instant from;
  private final Instant until;
  private final Instant monthFrom;
  private final Instant monthUntil;
  private final CsvText csv;

  FocusColumns(LocalDate day, CsvText csv) {
    LocalDate first = day.withDayOfMonth(1);
    this.from = start(day);
    this.until = start(day.plusDays(1));
    this.monthFrom = start(first);
    this.monthUntil = start(first.plusMonths(1));
    this.csv = csv;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  void write(FocusKey key, FocusCharge charge) throws IOException {
    String tokens = charge.tokenClass() == null ? "all" : KebabCase.of(charge.tokenClass());
    String sku = key.modelId() + "/" + tokens;
    csv.line(
        charge.billed(),
        key.provider(),
        null,
        "USD",
        monthUntil,
        monthFrom,
        "Usage",
        null,
        tokens + " tokens of " + key.modelId(),
        "Usage-Based",
        until,
        from,
        charge.tokens(),
        "Tokens",
        plain(charge.contracted()),
        plain(charge.contractedUnitPrice()),
        charge.billed(),
        key.provider(),
        plain(charge.list()),
        plain(charge.listUnitPrice()),
        "Standard",
        plain(BigDecimal.valueOf(charge.tokens(), MILLION_PLACES)),
        "1000000 Tokens",
        key.provider(),
        key.provider(),
        "AI and Machine Learning",
        key.modelId(),
        "Generative AI",
        sku,
        key.priceVersion() + " " + tokens,
        tags(key.tags()),
        key.estimated(),
        key.model(),
        KebabCase.of(key.outcome()),
        key.priceVersion(),
        key.route(),
        key.simulated(),
        key.tenant(),
        key.tier(),
        tokens);
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros();
  }

  /**
   * Tags as keys with values, {@code true} for a tag without one. A key has one value there, so
   * tags that share theirs stand as they are.
   */
  private static String tags(Set<String> tags) {
    Map<String, Long> sharing =
        tags.stream().collect(Collectors.groupingBy(FocusColumns::key, Collectors.counting()));
    Map<String, Object> pairs = new TreeMap<>();
    for (String tag : tags) {
      String key = key(tag);
      boolean own = key.length() < tag.length() && sharing.getOrDefault(key, 0L) == 1;
      if (own) {
        pairs.put(key, tag.substring(key.length() + 1));
      } else {
        pairs.put(tag, true);
      }
    }
    return JsonText.of(pairs);
  }

  private static String key(String tag) {
    int equals = tag.indexOf('=');
    return equals < 1 ? tag : tag.substring(0, equals);
  }
}
