package dev.penstock.core.budget;

import dev.penstock.api.policy.BudgetSpec;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A budget's period on the calendar of its zone, from its first instant to the first one after. A
 * day begins at its first instant in the zone, which is not always midnight, and lasts as long as
 * the zone's clocks say.
 */
record Period(Instant from, Instant until) {
  static Period of(BudgetSpec budget, Instant instant) {
    ZonedDateTime local = instant.atZone(budget.zone());
    LocalDate day = local.toLocalDate();
    return switch (budget.period()) {
      case MINUTE -> ofUnit(instant, ChronoUnit.MINUTES);
      case HOUR -> hour(local);
      case DAY -> days(day, day.plusDays(1), budget);
      case WEEK -> {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield days(monday, monday.plusWeeks(1), budget);
      }
      case MONTH -> days(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1), budget);
      case TOTAL -> new Period(Instant.MIN, Instant.MAX);
    };
  }

  private static Period ofUnit(Instant instant, ChronoUnit unit) {
    Instant from = instant.truncatedTo(unit);
    return new Period(from, from.plus(1, unit));
  }

  /** An hour of the zone's clock face; the offset within it may be other than whole hours. */
  private static Period hour(ZonedDateTime local) {
    int past = local.getMinute() * 60 + local.getSecond();
    Instant from = local.toInstant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(past);
    return new Period(from, from.plus(1, ChronoUnit.HOURS));
  }

  private static Period days(LocalDate first, LocalDate after, BudgetSpec budget) {
    return new Period(
        first.atStartOfDay(budget.zone()).toInstant(),
        after.atStartOfDay(budget.zone()).toInstant());
  }

  boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }

  @Nullable Instant fromOrNull() {
    return from.equals(Instant.MIN) ? null : from;
  }

  @Nullable Instant untilOrNull() {
    return until.equals(Instant.MAX) ? null : until;
  }
}
