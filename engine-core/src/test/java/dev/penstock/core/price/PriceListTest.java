package dev.penstock.core.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.DayWindow;
import dev.penstock.api.policy.PriceCeiling;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.ServiceTier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceListTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void pricesTheThousandQueriesOfTheExampleExactly() {
    Usage usage = Usage.of(500_000, 300_000);
    assertThat(list(PricePeriod.of("0.27", "0.42")).at(NOON, 500).cost(usage))
        .isEqualTo(Usd.of("0.261"));
    assertThat(list(PricePeriod.of("2.00", "8.00")).at(NOON, 500).cost(usage))
        .isEqualTo(Usd.of("3.4"));
  }

  @Test
  void roundsUpOnceAndOnlyOnce() {
    Rates rates = list(PricePeriod.of("0.000001", "0.000001")).at(NOON, 0);
    assertThat(rates.cost(Usage.of(1, 0))).isEqualTo(Usd.ofNanos(1));
    assertThat(rates.cost(Usage.of(500, 500))).isEqualTo(Usd.ofNanos(1));
    assertThat(rates.cost(Usage.of(500, 501))).isEqualTo(Usd.ofNanos(2));
  }

  @Test
  void takesTheLaterMatchingEntryAndInheritsWhatItDoesNotSay() {
    PriceList list =
        list(
            period(null, null, null, "2.00", "0.50", "8.00"),
            period(LocalDate.parse("2026-12-01"), null, null, "1.80", null, null));
    Usage usage = new Usage(1_000_000, 1_000_000, 0, 0, 1_000_000, 0, false);
    assertThat(list.at(Instant.parse("2026-11-30T23:59:59.999Z"), 1).cost(usage))
        .isEqualTo(Usd.of("10.5"));
    assertThat(list.at(Instant.parse("2026-12-01T00:00:00Z"), 1).cost(usage))
        .isEqualTo(Usd.of("10.3"));
    assertThat(list.at(NOON, 1).version())
        .isNotEqualTo(list.at(Instant.parse("2026-12-01T00:00:00Z"), 1).version());
  }

  @Test
  void pricesLargeRequestsByTheirSize() {
    PriceList list =
        list(
            period(null, null, null, "1.25", null, "10.00"),
            period(null, 200_000L, null, "2.50", null, "15.00"));
    assertThat(list.at(NOON, 200_000).input()).isEqualTo(1_250_000);
    assertThat(list.at(NOON, 200_001).input()).isEqualTo(2_500_000);
    assertThat(list.flatUpTo(200_000)).isTrue();
    assertThat(list.flatUpTo(200_001)).isFalse();
  }

  @Test
  void pricesByTheTimeOfDayInUtc() {
    PriceList list =
        list(
            period(null, null, null, "1", null, "1"),
            period(null, null, DayWindow.parse("16:30-00:30"), "0.5", null, "0.5"));
    assertThat(list.at(Instant.parse("2026-11-20T16:29:59Z"), 0).input()).isEqualTo(1_000_000);
    assertThat(list.at(Instant.parse("2026-11-20T16:30:00Z"), 0).input()).isEqualTo(500_000);
    assertThat(list.at(Instant.parse("2026-11-20T00:29:59Z"), 0).input()).isEqualTo(500_000);
    assertThat(list.at(Instant.parse("2026-11-20T00:30:00Z"), 0).input()).isEqualTo(1_000_000);
  }

  @Test
  void fallsBackToTheInputAndOutputPriceForClassesWithoutTheirOwn() {
    Rates rates = list(PricePeriod.of("3.00", "15.00")).at(NOON, 0);
    Usage usage = new Usage(1, 1, 1, 1, 2, 1, false);
    assertThat(rates.cost(usage)).isEqualTo(Usd.ofNanos(4 * 3_000 + 2 * 15_000));
  }

  @Test
  void throwsInsteadOfWrappingAround() {
    Rates rates = list(PricePeriod.of("1000000", "1000000")).at(NOON, 0);
    assertThatThrownBy(() -> rates.cost(Usage.of(Long.MAX_VALUE / 2, 0)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void takesTheDiscountOffTheWholeRowAndRoundsUpOnce() {
    Rates rates = list(terms("12.5", null, null), PricePeriod.of("0.25", "0.38")).at(NOON, 0);
    assertThat(rates.cost(Usage.of(1_000_000, 1_000_000))).isEqualTo(Usd.of("0.55125"));
    assertThat(rates.cost(Usage.of(3, 0))).isEqualTo(Usd.ofNanos(657));
    assertThat(rates.version()).isEqualTo("test#0 less 12.5%");
  }

  @Test
  void takesTheFactorOfAServiceOnTopOfTheDiscount() {
    PriceList list = list(terms("10", "40", "50"), PricePeriod.of("2", "8"));
    Usage usage = Usage.of(1_000_000, 1_000_000);
    assertThat(list.at(NOON, 1, ServiceTier.FLEX).cost(usage)).isEqualTo(Usd.of("4.5"));
    assertThat(list.at(NOON, 1, ServiceTier.BATCH).cost(usage)).isEqualTo(Usd.of("3.6"));
    assertThat(list.at(NOON, 1, ServiceTier.FLEX).version()).isEqualTo("test#0 less 10% flex 50%");
    assertThat(list.worstCase(NOON, 1_000_000, 1_000_000)).isEqualTo(Usd.of("9"));
  }

  @Test
  void doesNotKnowThePriceOfAnotherService() {
    PriceList list = list(PricePeriod.of("2", "8"));
    assertThat(list.at(NOON, 1, ServiceTier.OTHER).estimated()).isTrue();
    assertThat(list.at(NOON, 1, ServiceTier.FLEX).estimated()).isFalse();
  }

  @Test
  void pricesEveryClassAtTheCeiling() {
    PriceList list =
        new PriceList("test", List.of(), terms("50", "50", "50"), PriceCeiling.of("5", "30"));
    Usage usage = new Usage(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 500_000, false);
    Rates rates = list.at(NOON, 1, ServiceTier.FLEX);
    assertThat(rates.cost(usage)).isEqualTo(Usd.of("50"));
    assertThat(rates.estimated()).isTrue();
    assertThat(list.worstCase(NOON, 4_000_000, 1_000_000)).isEqualTo(Usd.of("50"));
    assertThat(list.version("test#ceiling")).contains(rates);
  }

  @Test
  void findsTheRatesOfAVersionAgain() {
    PriceList list =
        list(
            terms("12.5", null, "50"),
            period(null, null, null, "2", "0.5", "8"),
            period(LocalDate.parse("2026-12-01"), null, null, "1.8", null, null),
            period(null, 1_000L, null, "4", null, null));
    for (Instant at : List.of(NOON, Instant.parse("2026-12-24T00:00:00Z"))) {
      for (long size : new long[] {1, 2_000}) {
        for (ServiceTier tier : ServiceTier.values()) {
          Rates rates = list.at(at, size, tier);
          assertThat(list.version(rates.version())).contains(rates);
        }
      }
    }
  }

  @Test
  void findsNoRatesOfAVersionThatItNeverGave() {
    PriceList list = list(PricePeriod.of("2", "8"));
    assertThat(list.version("other#0")).isEmpty();
    assertThat(list.version("test#1")).isEmpty();
    assertThat(list.version("test#0+0")).isEmpty();
    assertThat(list.version("test#00")).isEmpty();
    assertThat(list.version("test#")).isEmpty();
    assertThat(list.version("test#0 less 5%")).isEmpty();
    assertThat(list.version("test#ceiling")).isEmpty();
  }

  @Property
  void costsAreMonotoneAndPartsCostNoLessThanTheirWhole(
      @ForAll @LongRange(max = 1_000_000) long input,
      @ForAll @LongRange(max = 1_000_000) long output,
      @ForAll @LongRange(max = 1_000_000) long more,
      @ForAll @LongRange(max = 99_999) long discount) {
    Rates rates =
        list(
                new Terms(new Share(BigDecimal.valueOf(discount, 3)), null, null),
                PricePeriod.of("0.123457", "7.654321"))
            .at(NOON, 0);
    Usd parts = rates.cost(Usage.of(input, 0)).plus(rates.cost(Usage.of(0, output)));
    Usd whole = rates.cost(Usage.of(input, output));
    assertThat(whole).isLessThanOrEqualTo(parts);
    assertThat(parts.minus(whole)).isLessThanOrEqualTo(Usd.ofNanos(1));
    assertThat(rates.cost(Usage.of(input + more, output))).isGreaterThanOrEqualTo(whole);
    assertThat(whole.isNegative()).isFalse();
    assertThat(whole)
        .isLessThanOrEqualTo(
            list(PricePeriod.of("0.123457", "7.654321")).at(NOON, 0).cost(Usage.of(input, output)));
  }

  @Property
  void theWorstCaseIsNeverBelowWhatAnyUsageWithinTheBoundCosts(
      @ForAll @LongRange(max = 400_000) long uncached,
      @ForAll @LongRange(max = 100_000) long read,
      @ForAll @LongRange(max = 100_000) long written,
      @ForAll @LongRange(max = 50_000) long output,
      @ForAll @LongRange(max = 1_000) long slack) {
    PriceList list =
        list(
            new PricePeriod(
                null,
                null,
                null,
                new BigDecimal("1.25"),
                new BigDecimal("0.3"),
                new BigDecimal("1.6"),
                new BigDecimal("2.1"),
                new BigDecimal("10"),
                new BigDecimal("12")),
            period(null, 200_000L, null, "2.50", null, "15.00"),
            period(null, 500_000L, null, "0.10", null, "0.20"));
    Usage usage = new Usage(uncached, read, written, 0, output, output / 2, false);
    Usd cost = list.at(NOON, usage.input()).cost(usage);
    assertThat(list.worstCase(NOON, usage.input() + slack, output + slack))
        .isGreaterThanOrEqualTo(cost);
  }

  private static PriceList list(PricePeriod... periods) {
    return list(Terms.LIST, periods);
  }

  private static PriceList list(Terms terms, PricePeriod... periods) {
    return new PriceList("test", List.of(periods), terms, null);
  }

  private static Terms terms(String discount, String batch, String flex) {
    return new Terms(share(discount), share(batch), share(flex));
  }

  private static Share share(String percent) {
    return percent == null ? null : new Share(new BigDecimal(percent));
  }

  private static PricePeriod period(
      LocalDate from, Long above, DayWindow between, String input, String cached, String output) {
    return new PricePeriod(
        from, above, between, decimal(input), decimal(cached), null, null, decimal(output), null);
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
