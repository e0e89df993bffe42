package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.price.Rates;
import dev.penstock.core.price.TokenClass;
import dev.penstock.spi.ServiceTier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BundledCatalogueTest {
  private static final Map<String, KnownModel> MODELS = models();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;

  @Test
  void hasTheModelsThatPoliciesNameMostOften() {
    assertThat(MODELS)
        .containsKeys(
            "gpt-4.1",
            "gpt-6.2-sol",
            "gpt-6-luna",
            "claude-sonnet-4-5",
            "claude-sonnet-5-5",
            "claude-opus-5-5",
            "claude-haiku-4-5",
            "gemini-2.5-flash",
            "gemini-3.8-flash",
            "deepseek-flash");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEntryHasItsPagesAndDays(String name) {
    KnownModel model = entry(name);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(model.priceSource()).hasScheme("https");
    assertThat(model.priceAsOf()).isBeforeOrEqualTo(today);
    if (model.modelSource() != null) {
      assertThat(model.modelSource())
          .isNotEmpty()
          .allSatisfy(page -> assertThat(page).hasScheme("https"));
      assertThat(model.modelAsOf()).isBeforeOrEqualTo(today);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void pricesStandInTheOrderThatVendorsKeep(String name) {
    PricePeriod usual = entry(name).price().getFirst();
    assertThat(usual.from()).isNull();
    assertThat(usual.above()).isNull();
    assertThat(usual.between()).isNull();
    for (PricePeriod period : entry(name).price()) {
      BigDecimal input = said(period, usual, PricePeriod::input);
      assertThat(input).isPositive().isLessThan(said(period, usual, PricePeriod::output));
      BigDecimal cached = said(period, usual, PricePeriod::cachedInput);
      assertThat(cached == null ? input : cached).isPositive().isLessThanOrEqualTo(input);
      BigDecimal write = said(period, usual, PricePeriod::cacheWrite);
      assertThat(write == null ? input : write).isGreaterThanOrEqualTo(input);
      BigDecimal other = said(period, usual, PricePeriod::cacheWriteOther);
      assertThat(other == null || write == null || other.compareTo(write) >= 0).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void exceptionsAreDearerThanTheUsualPrice(String name) {
    List<PricePeriod> price = entry(name).price();
    assertThat(price.subList(1, price.size()))
        .allSatisfy(
            exception -> assertThat(exception.input()).isGreaterThan(price.getFirst().input()));
  }

  /** What an exception leaves unsaid it would take from the usual price, which is the cheaper. */
  @ParameterizedTest
  @MethodSource("names")
  void exceptionsSayEveryPriceThatTheUsualOneSays(String name) {
    PricePeriod usual = entry(name).price().getFirst();
    for (PricePeriod period : entry(name).price()) {
      assertThat(period.cachedInput() == null).isEqualTo(usual.cachedInput() == null);
      assertThat(period.cacheWrite() == null).isEqualTo(usual.cacheWrite() == null);
      assertThat(period.cacheWriteOther() == null).isEqualTo(usual.cacheWriteOther() == null);
      assertThat(period.output()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEntryIsImportedAndPricedAsItIs(String name) throws IOException {
    LoadedPolicy loaded = load(name);
    assertThat(loaded.warnings()).isEmpty();
    ModelSpec model = Objects.requireNonNull(loaded.policy().models().get("m1"));
    assertThat(model.id()).isEqualTo(name);
    assertThat(model.maxOutput()).isEqualTo(entry(name).maxOutput());
    PricePeriod usual = entry(name).price().getFirst();
    Rates rates = new PriceList("p", model, null).at(NOON, 1_000);
    assertThat(rates.cost(Usage.of(1_000_000, 0))).isEqualTo(usd(usual.input()));
    assertThat(rates.cost(Usage.of(0, 1_000_000))).isEqualTo(usd(usual.output()));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 2026-11-20T12:00:00Z, 1000,   STANDARD, 18",
    "claude-opus-5-5,   2026-11-20T12:00:00Z, 1000,   BATCH,    12",
    "claude-haiku-5-5,  2026-11-20T12:00:00Z, 100000, STANDARD, 0.6",
    "claude-haiku-5-5,  2026-11-20T12:00:00Z, 100001, STANDARD, 3",
    "gpt-6-astra,       2026-11-20T12:00:00Z, 300000, FLEX,     47.5",
    "gemini-2.5-flash,  2026-11-20T12:00:00Z, 1000,   STANDARD, 2.8",
    "gemini-3.8-flash,  2026-12-31T23:59:59Z, 1000,   STANDARD, 4.5",
    "gemini-3.8-flash,  2027-01-01T00:00:00Z, 1000,   STANDARD, 9",
    "deepseek-flash,    2026-11-20T05:00:00Z, 1000,   STANDARD, 0.75",
    "deepseek-flash,    2026-11-20T06:00:00Z, 1000,   STANDARD, 1.5"
  })
  void aMillionTokensInAndOutCostWhatTheVendorTakes(
      String name, Instant at, long inputTokens, ServiceTier tier, String cost) throws IOException {
    ModelSpec model = Objects.requireNonNull(load(name).policy().models().get("m1"));
    Rates rates = new PriceList("p", model, null).at(at, inputTokens, tier);
    BigDecimal paid =
        rates
            .paid(TokenClass.UNCACHED_INPUT, 1_000_000)
            .add(rates.paid(TokenClass.OUTPUT, 1_000_000));
    assertThat(paid).isEqualByComparingTo(cost);
  }

  static Iterable<String> names() {
    return MODELS.keySet();
  }

  private static KnownModel entry(String name) {
    return Objects.requireNonNull(MODELS.get(name));
  }

  private static @Nullable BigDecimal said(
      PricePeriod period, PricePeriod usual, Function<PricePeriod, @Nullable BigDecimal> price) {
    BigDecimal own = price.apply(period);
    return own == null ? price.apply(usual) : own;
  }

  private static Usd usd(@Nullable BigDecimal price) {
    return Usd.of(Objects.requireNonNull(price).toPlainString());
  }

  private LoadedPolicy load(String name) throws IOException {
    String text =
        Policies.base(
                "context-window: 128k, max-output: 4096, price: {input: 0.15, output: 0.60}",
                "like: " + name)
            .replace("version: 1", "version: 1\nimport: catalogue");
    return Policies.loader().load(Files.writeString(folder.resolve("policy.yaml"), text));
  }

  private static Map<String, KnownModel> models() {
    Problems problems = new Problems("catalogue");
    YamlNode.Mapping root =
        YamlReader.read(
            SourceText.of("catalogue", Policies.resource("catalogue.yaml"), Limits.PLUGIN_FILE),
            problems,
            Limits.PLUGIN_FILE);
    Catalogue catalogue =
        new Binder(
                problems,
                new Positions(),
                new References(name -> null, Path.of("")),
                SettingsTypes.NONE)
            .bind(root, Catalogue.class);
    problems.throwIfAny();
    return Objects.requireNonNull(catalogue).models();
  }
}
