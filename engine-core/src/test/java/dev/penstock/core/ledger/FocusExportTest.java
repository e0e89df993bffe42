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
import dev.penstock.core.price.PriceList;
import dev.penstock.core.price.Rates;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FocusExportTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final PriceList PRICES =
      new PriceList(
          "abc:m1",
          ModelSpec.of("p1", List.of("simple"), 8_000, PricePeriod.of("0.333333", "1.7")),
          Share.ofPercent(15));

  private final LedgerRows rows = new LedgerRows();

  @Test
  void tellsTheClassesOfTokensApart() throws IOException {
    rows.add(priced(new Usage(1_000_000, 0, 0, 0, 300_000, 100_000, false)));
    List<Map<String, String>> charges = export();
    assertThat(charges)
        .extracting(line -> line.get("x_TokenClass"))
        .containsExactly("uncached-input", "output", "reasoning");
    assertThat(charges.getFirst())
        .containsEntry("BilledCost", "0.283333050")
        .containsEntry("EffectiveCost", "0.283333050")
        .containsEntry("ContractedCost", "0.28333305")
        .containsEntry("ListCost", "0.333333")
        .containsEntry("ListUnitPrice", "0.333333")
        .containsEntry("ConsumedQuantity", "1000000")
        .containsEntry("PricingQuantity", "1")
        .containsEntry("PricingUnit", "1000000 Tokens")
        .containsEntry("ChargePeriodStart", "2026-11-20T00:00:00Z")
        .containsEntry("ChargePeriodEnd", "2026-11-21T00:00:00Z")
        .containsEntry("BillingPeriodStart", "2026-11-01T00:00:00Z")
        .containsEntry("BillingPeriodEnd", "2026-12-01T00:00:00Z")
        .containsEntry("SkuId", "vendor-m1/uncached-input")
        .containsEntry("x_PriceVersion", "abc:m1#0 less 15%")
        .containsEntry("Tags", "{\"free\":true,\"team\":\"a=b\"}");
  }

  @Property(tries = 200)
  void addsUpToTheReportToTheNanoDollar(
      @ForAll @Size(max = 40) List<@IntRange(max = 3_000) Integer> tokens) throws IOException {
    LedgerRows ledger = new LedgerRows();
    Usd spent = Usd.ZERO;
    for (int n : tokens) {
      LedgerRow row = priced(new Usage(n, n / 2, n % 7, n % 3, n % 100, n % 100 / 2, n % 5 == 0));
      ledger.add(row);
      spent = spent.plus(row.cost());
    }
    List<Map<String, String>> charges = ledger.export(PRICES);
    assertThat(sum(charges)).isEqualByComparingTo(spent.toDecimal());
    assertThat(charges).noneMatch(line -> line.get("BilledCost").startsWith("-"));
    assertThat(
            charges.stream().mapToLong(line -> Long.parseLong(line.get("ConsumedQuantity"))).sum())
        .isEqualTo(tokens.stream().mapToLong(n -> n + n / 2 + n % 7 + n % 3 + n % 100).sum());
  }

  @Test
  void doesNotGuessWhatTheTokensOfAnUnknownVersionCost() throws IOException {
    LedgerRow known = priced(Usage.of(10, 10));
    rows.add(LedgerRows.with(known, Kind.ANSWERED, "old:m1#0", known.usage(), Usd.of("0.5")));
    rows.add(LedgerRows.with(known, Kind.LOST, known.priceVersion(), known.usage(), Usd.of("0.7")));
    assertThat(export())
        .extracting(line -> line.get("x_TokenClass"), line -> line.get("BilledCost"))
        .containsExactlyInAnyOrder(tuple("all", "0.500000000"), tuple("all", "0.700000000"));
  }

  @Test
  void leavesOutWhatWasNoCallAndWhatCostNothing() throws IOException {
    LedgerRow call = priced(Usage.of(10, 10));
    rows.add(LedgerRows.with(call, Kind.FAILED, "", Usage.NONE, Usd.ZERO));
    rows.add(LedgerRows.with(call, Kind.RECALLED, "", Usage.NONE, Usd.ZERO));
    assertThat(export()).isEmpty();
  }

  @Test
  void refusesAPeriodOfWhichOnlySumsAreLeft() {
    for (int i = 0; i < 10_001; i++) {
      rows.add(priced(Usage.of(10, 10)));
    }
    assertThatThrownBy(this::export)
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("single rows only from 2026-11-20T12:00:00.000000001Z on")
        .hasMessageContaining("plugin: sqlite");
  }

  private static BigDecimal sum(List<Map<String, String>> charges) {
    return charges.stream()
        .map(line -> new BigDecimal(line.get("BilledCost")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Map<String, String>> export() throws IOException {
    return rows.export(PRICES);
  }

  private static LedgerRow priced(Usage usage) {
    Rates rates = PRICES.at(NOON, usage.input());
    return new LedgerRow(
        "a/1",
        Kind.ANSWERED,
        NOON,
        NOON,
        NOON.plusSeconds(1),
        new LedgerRow.Party("shop", null, Set.of("team=a=b", "free")),
        new LedgerRow.Taken("all", "simple", null, "p1", "m1", "vendor-m1", false, false),
        null,
        null,
        usage,
        rates.cost(usage),
        rates.version(),
        Usd.ZERO,
        Usd.ZERO);
  }
}
