package dev.penstock.core.store;

import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerSum;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What rows are summed under: all dimensions, and an hour or a day. */
record Cell(
    String tenant,
    Set<String> tags,
    String route,
    String tier,
    String model,
    String provider,
    Span span) {
  private static final Set<String> OTHERS = Set.of(LedgerSum.OTHER_TAGS);

  static Cell of(LedgerRow row) {
    LedgerRow.Taken taken = row.taken();
    return new Cell(
        row.party().tenant(),
        row.party().tags(),
        taken.route(),
        taken.tier(),
        taken.model(),
        taken.provider(),
        Span.of(row.admitted()));
  }

  Cell ofDay() {
    return new Cell(tenant, tags, route, tier, model, provider, span.day());
  }

  Cell withTags(Set<String> told) {
    return new Cell(tenant, told, route, tier, model, provider, span);
  }

  /** Without telling apart which tags, if there are any. */
  Cell withTagsTogether() {
    return tags.isEmpty() ? this : withTags(OTHERS);
  }

  boolean tellsTags() {
    return !tags.isEmpty() && !tags.equals(OTHERS);
  }

  boolean isWithin(long fromHour, Instant until) {
    return span.end() > fromHour && span.start().isBefore(until);
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
      case DAY -> List.of(span.start().toString().substring(0, 10));
    };
  }
}
