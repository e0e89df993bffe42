package dev.penstock.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  @ParameterizedTest(name = "{0} at {1} starts {2} and lasts {3}")
  @CsvSource({
    "America/New_York, 2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, PT23H",
    "America/New_York, 2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, PT25H",
    "Africa/Cairo,     2026-04-24T12:00:00Z, 2026-04-23T22:00:00Z, PT23H",
    "America/Havana,   2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, PT23H",
    "Asia/Beirut,      2026-03-29T12:00:00Z, 2026-03-28T22:00:00Z, PT23H",
    "Australia/Lord_Howe, 2026-04-05T06:00:00Z, 2026-04-04T13:00:00Z, PT24H30M",
    "Pacific/Apia,     2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, PT24H",
    "Pacific/Apia,     2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, PT24H",
    "Europe/Berlin,    2026-11-20T23:30:00Z, 2026-11-20T23:00:00Z, PT24H",
  })
  void aDayIsAsLongAsTheClocksOfItsZoneSay(String zone, Instant at, Instant from, Duration length) {
    Period day = period(BudgetPeriod.DAY, zone, at);
    assertThat(day.from()).isEqualTo(from);
    assertThat(Duration.between(day.from(), day.until())).isEqualTo(length);
    assertThat(day.contains(at)).isTrue();
    assertThat(day.contains(day.until())).isFalse();
  }

  @Test
  void aWeekStartsOnMondayAndAMonthOnItsFirst() {
    Instant sunday = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(period(BudgetPeriod.WEEK, "UTC", sunday).from()).isEqualTo("2026-11-16T00:00:00Z");
    assertThat(period(BudgetPeriod.MONTH, "UTC", sunday))
        .isEqualTo(
            new Period(
                Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")));
  }

  @Test
  void aWeekIsShorterByTheDayThatItsZoneLeavesOut() {
    Period week = period(BudgetPeriod.WEEK, "Pacific/Apia", Instant.parse("2011-12-29T12:00:00Z"));
    assertThat(Duration.between(week.from(), week.until())).isEqualTo(Duration.ofDays(6));
  }

  @Test
  void anHourFollowsTheClockFaceOfAZoneWithHalfHours() {
    Instant at = Instant.parse("2026-11-20T12:40:00Z");
    assertThat(period(BudgetPeriod.HOUR, "Asia/Kolkata", at).from())
        .isEqualTo("2026-11-20T12:30:00Z");
    assertThat(period(BudgetPeriod.MINUTE, "Asia/Kolkata", at.plusSeconds(7)).from()).isEqualTo(at);
  }

  @Test
  void totalNeverEnds() {
    Period total = period(BudgetPeriod.TOTAL, "UTC", Instant.EPOCH);
    assertThat(total.fromOrNull()).isNull();
    assertThat(total.untilOrNull()).isNull();
    assertThat(total.contains(Instant.parse("9999-01-01T00:00:00Z"))).isTrue();
  }

  private static Period period(BudgetPeriod period, String zone, Instant at) {
    return Period.of(
        BudgetSpec.builder("b", BudgetScope.ALL, period)
            .zone(ZoneId.of(zone))
            .limit(Usd.of("1"))
            .build(),
        at);
  }
}
