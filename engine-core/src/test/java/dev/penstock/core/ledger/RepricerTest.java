package dev.penstock.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.RepricedLine;
import dev.penstock.api.report.Repricing;
import dev.penstock.api.report.UnpricedCalls;
import dev.penstock.api.report.UnpricedCalls.Reason;
import dev.penstock.core.price.PriceList;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepricerTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Usage MILLION = Usage.of(1_000_000, 0);
  private static final Map<String, PriceList> LISTS =
      Map.of("m1", list("m1", "1", "2", null), "m2", list("m2", "3", "6", Share.ofPercent(10)));

  private final LedgerRows rows = new LedgerRows();

  @Test
  void tellsOldAndNewByModelTierAndDay() throws IOException {
    call("m1", "simple", NOON, "old:m1#0", MILLION, "0.8");
    call("m2", "complex", NOON.plusSeconds(86_400), "old:m2#0", MILLION, "3");
    Repricing found = reprice(RowPrices.of(LISTS, null));
    assertThat(found.all()).isEqualTo(line("", 2, "3.8", "3.7"));
    assertThat(found.byModel())
        .containsExactly(line("m1", 1, "0.8", "1"), line("m2", 1, "3", "2.7"));
    assertThat(found.byTier())
        .containsExactly(line("complex", 1, "3", "2.7"), line("simple", 1, "0.8", "1"));
    assertThat(found.byDay())
        .containsExactly(line("2026-11-20", 1, "0.8", "1"), line("2026-11-21", 1, "3", "2.7"));
    StringBuilder csv = new StringBuilder();
    found.writeCsv(csv);
    assertThat(csv.toString())
        .startsWith(
            """
            dimension,key,calls,before-usd,after-usd,difference-usd\r
            all,,2,3.800000000,3.700000000,-0.100000000\r
            """);
  }

  @Test
  void keepsTheClassOfServiceOfEachCall() {
    call("m2", "simple", NOON, "old:m2#0 less 5% batch 50%", MILLION, "1");
    call("m2", "simple", NOON, "old:m2#0 flex 50%", MILLION, "1");
    call("m2", "simple", NOON, "old:m2#0 other tier", MILLION, "1");
    call("m2", "simple", NOON, "old:m2#ceiling", MILLION, "1");
    assertThat(reprice(RowPrices.of(LISTS, null)).all().after())
        .as("batch at half, flex without a price of its own, two at the list's, all less 10%")
        .isEqualTo(Usd.of("9.45"));
  }

  @Test
  void listsWhatItDoesNotKnowInsteadOfGuessing() {
    call("gone", "simple", NOON, "old:gone#0", MILLION, "1");
    call("m1", "simple", NOON, "by hand", MILLION, "2");
    call("m1", "simple", NOON, "by hand", MILLION, "2");
    LedgerRow lost = row("m1", "simple", NOON, "old:m1#0", MILLION, "9");
    rows.add(LedgerRows.with(lost, Kind.LOST, "old:m1#0", MILLION, Usd.of("9")));
    Repricing found = reprice(RowPrices.of(LISTS, null));
    assertThat(found.all().calls()).isZero();
    assertThat(found.unpriced())
        .containsExactly(
            new UnpricedCalls(Reason.UNKNOWN_MODEL, "gone", "old:gone#0", 1, Usd.of("1")),
            new UnpricedCalls(Reason.UNKNOWN_VERSION, "m1", "by hand", 2, Usd.of("4")),
            new UnpricedCalls(Reason.LOST, "m1", "old:m1#0", 1, Usd.of("9")));
  }

  @Test
  void pricesByOneVersionTheCallsOfItsModelAlone() {
    call("m1", "simple", NOON, "old:m1#0", MILLION, "5");
    call("m2", "simple", NOON, "old:m2#0", MILLION, "5");
    assertThat(reprice(RowPrices.ofVersion(LISTS, "new:m1#0")).byModel())
        .containsExactly(line("m1", 1, "5", "1"));
    assertThatThrownBy(() -> RowPrices.ofVersion(LISTS, "old:m1#0"))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("no prices of version old:m1#0");
  }

  @Test
  void pricesAllCallsAsThoseOfOneModel() {
    call("m1", "simple", NOON, "old:m1#0", MILLION, "5");
    call("gone", "simple", NOON, "old:gone#0", MILLION, "5");
    assertThat(reprice(RowPrices.ofModel(LISTS, "m2")).byModel())
        .extracting(RepricedLine::key, RepricedLine::after)
        .containsExactly(tuple("gone", Usd.of("2.7")), tuple("m1", Usd.of("2.7")));
    assertThatThrownBy(() -> RowPrices.ofModel(LISTS, "m3"))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("no model m3");
  }

  @Test
  void takesThePricesOfOneTimeForAll() {
    PriceList dearer =
        new PriceList(
            "new:m1",
            ModelSpec.builder("p1", List.of("simple"), 8_000)
                .price(
                    PricePeriod.of("1", "2"),
                    new PricePeriod(
                        LocalDate.of(2026, 12, 1),
                        null,
                        null,
                        new BigDecimal("4"),
                        null,
                        null,
                        null,
                        null,
                        null))
                .build(),
            null);
    call("m1", "simple", NOON, "old:m1#0", MILLION, "1");
    Map<String, PriceList> lists = Map.of("m1", dearer);
    assertThat(reprice(RowPrices.of(lists, null)).all().after()).isEqualTo(Usd.of("1"));
    assertThat(reprice(RowPrices.of(lists, Instant.parse("2026-12-24T00:00:00Z"))).all().after())
        .isEqualTo(Usd.of("4"));
  }

  private static RepricedLine line(String key, long calls, String before, String after) {
    return RepricedLine.of(key, calls, Usd.of(before), Usd.of(after));
  }

  private static PriceList list(String model, String in, String out, @Nullable Share discount) {
    return new PriceList(
        "new:" + model,
        ModelSpec.builder("p1", List.of("simple"), 8_000)
            .price(PricePeriod.of(in, out))
            .batch(Share.ofPercent(50))
            .build(),
        discount);
  }

  private Repricing reprice(RowPrices prices) {
    return new Repricer(rows.ledger).reprice(ReportQuery.ALL, prices);
  }

  private void call(
      String model, String tier, Instant at, String version, Usage usage, String cost) {
    rows.add(row(model, tier, at, version, usage, cost));
  }

  private static LedgerRow row(
      String model, String tier, Instant at, String version, Usage usage, String cost) {
    return new LedgerRow(
        "a/1",
        Kind.ANSWERED,
        at,
        at,
        at.plusSeconds(1),
        new LedgerRow.Party("shop", null, Set.of()),
        new LedgerRow.Taken("all", tier, null, "p1", model, model, false, false),
        null,
        null,
        usage,
        Usd.of(cost),
        version,
        Usd.ZERO,
        Usd.ZERO);
  }
}
