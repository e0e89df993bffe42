package dev.penstock.core.ledger;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.spi.store.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ledger says of the days of an export, by call or by day and model. */
final class OwnCalls {
  /**
   * A call may begin on a later day than its request, and a provider may book it on a later one.
   */
  private static final Duration LEAD = Duration.ofDays(1);

  private final Export export;
  private final ReconcileSpec spec;
  private final LocalDate first;
  private final LocalDate last;
  private final Map<ExportKey, Booked> booked = new HashMap<>();
  private Side total = Side.NOTHING;

  OwnCalls(Export export, ReconcileSpec spec) {
    this.export = export;
    this.spec = spec;
    this.first = export.first();
    this.last = export.last();
  }

  Instant from() {
    return first.atStartOfDay(spec.zone()).toInstant().minus(LEAD);
  }

  Instant until() {
    Instant end = last.plusDays(1).atStartOfDay(spec.zone()).toInstant();
    return spec.id() == null ? end : end.plus(LEAD);
  }

  /** Counts a row, if the export should tell of it. Providers book a call when it begins. */
  void add(LedgerRow row) {
    if (!isBilled(row)) {
      return;
    }
    LocalDate day = LocalDate.ofInstant(row.started(), spec.zone());
    Booked more = new Booked(day, row.taken().modelId(), Side.of(row));
    String told = told(row);
    boolean asked = !day.isBefore(first) && !day.isAfter(last);
    if (told != null) {
      add(new ExportKey.OfCall(told), more);
    } else if (asked && !isNearby(row)) {
      String id = spec.id() == null ? null : row.responseId();
      add(id == null ? more.ofDay() : new ExportKey.OfCall(id), more);
    }
  }

  private boolean isBilled(LedgerRow row) {
    return row.kind().isCall()
        && spec.providers().contains(row.taken().provider())
        && (row.usage().input() > 0 || row.usage().output() > 0 || row.cost().nanos() != 0);
  }

  /** The id by which the export tells of a call, on whatever day; null if it does not. */
  private @Nullable String told(LedgerRow row) {
    if (spec.id() == null) {
      return null;
    }
    String id = row.responseId();
    if (id != null && export.hasCall(id)) {
      return id;
    }
    return export.hasCall(row.id()) ? row.id() : null;
  }

  private boolean isNearby(LedgerRow row) {
    String id = row.responseId();
    return (id != null && export.hasNearby(id)) || export.hasNearby(row.id());
  }

  private void add(ExportKey key, Booked more) {
    booked.merge(key, more, Booked::plus);
    total = total.plus(more.side());
    if (booked.size() > Export.most(spec)) {
      throw new PenstockException(
          ErrorCode.INVALID_REQUEST,
          "the ledger has more than "
              + Export.most(spec)
              + " calls from "
              + first
              + " to "
              + last
              + "; compare fewer days at once");
    }
  }

  Map<ExportKey, Booked> booked() {
    return booked;
  }

  Side total() {
    return total;
  }
}
