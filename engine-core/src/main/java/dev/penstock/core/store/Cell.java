package dev.penstock.core.store;

import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What rows are summed under: all dimensions, and one hour since the epoch or the 24 of a day. */
record Cell(
    String tenant,
    Set<String> tags,
    String route,
    String tier,
    String model,
    String provider,
    long hour,
    long hours) {
  private static final long HOURS_OF_DAY = 24;

  static Cell of(LedgerRow row) {
    LedgerRow.Taken taken = row.taken();
    return new Cell(
        row.party().tenant(),
        row.party().tags(),
        taken.route(),
        taken.tier(),
        taken.model(),
        taken.provider(),
        hourOf(row.admitted()),
        1);
  }

  static long hourOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 3600L);
  }

  Cell ofDay() {
    long midnight = hour - Math.floorMod(hour, HOURS_OF_DAY);
    return new Cell(tenant, tags, route, tier, model, provider, midnight, HOURS_OF_DAY);
  }

  Cell withoutTags() {
    return new Cell(tenant, Set.of(), route, tier, model, provider, hour, hours);
  }

  boolean isWithin(long fromHour, Instant until) {
    return hour + hours - 1 >= fromHour
        && Instant.EPOCH.plus(hour, ChronoUnit.HOURS).isBefore(until);
  }

  /** The keys of a dimension: one, or one for each tag. */
  Collection<String> keys(Dimension dimension) {
    return switch (dimension) {
      case PROVIDER -> List.of(provider);
      case MODEL -> List.of(model);
      case TIER -> List.of(tier);
      case TENANT -> List.of(tenant);
      case ROUTE -> List.of(route);
      case TAG -> tags.isEmpty() ? List.of("") : tags;
      case DAY -> List.of(Instant.EPOCH.plus(hour, ChronoUnit.HOURS).toString().substring(0, 10));
    };
  }
}
