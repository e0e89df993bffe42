package dev.penstock.core.ledger;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.Difference;
import dev.penstock.api.report.Difference.Kind;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.api.report.Reconciliation;
import dev.penstock.api.report.Tolerance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a provider's export with the ledger: by call where both know its id, else by day and
 * model.
 */
public final class Reconciler {
  private static final Comparator<Difference> LARGEST_FIRST =
      Comparator.comparingLong(Reconciler::nanos)
          .thenComparingLong(Reconciler::tokens)
          .reversed()
          .thenComparing(Difference::day)
          .thenComparing(Difference::model)
          .thenComparing(Difference::id, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Ledger ledger;

  @Inject
  Reconciler(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What differs beyond the tolerance. */
  public Reconciliation reconcile(Reader in, ReconcileSpec spec) throws IOException {
    Export export = Export.read(in, spec);
    LocalDate first = export.first();
    LocalDate last = export.last();
    OwnCalls own = new OwnCalls(export, spec);
    ledger.rows(own.from(), own.until(), own::add);
    Map<ExportKey, Booked> theirs = pooled(export.booked(), own.booked());
    Map<ExportKey, Booked> ours = pooled(own.booked(), export.booked());
    Set<ExportKey> keys = new HashSet<>(theirs.keySet());
    keys.addAll(ours.keySet());
    List<Difference> differences = new ArrayList<>();
    for (ExportKey key : keys) {
      Difference difference = difference(key, theirs.get(key), ours.get(key), spec);
      if (difference != null) {
        differences.add(difference);
      }
    }
    differences.sort(LARGEST_FIRST);
    return new Reconciliation(
        first,
        last,
        export.total().ofProvider(spec.cost() != null),
        own.total().ofLedger(),
        export.lines(),
        export.otherDays(),
        export.badLineCount(),
        export.badLines(),
        differences);
  }

  /**
   * Where the other side has calls without an id, a call that it does not know may be one of them:
   * it is compared together with them, by day and model.
   */
  private static Map<ExportKey, Booked> pooled(
      Map<ExportKey, Booked> calls, Map<ExportKey, Booked> other) {
    Map<ExportKey, Booked> pooled = new HashMap<>();
    calls.forEach(
        (key, booked) -> {
          boolean unknown = key instanceof ExportKey.OfCall && !other.containsKey(key);
          ExportKey day = booked.ofDay();
          pooled.merge(unknown && other.containsKey(day) ? day : key, booked, Booked::plus);
        });
    return pooled;
  }

  private static @Nullable Difference difference(
      ExportKey key, @Nullable Booked provider, @Nullable Booked ledger, ReconcileSpec spec) {
    Side theirs = provider == null ? Side.NOTHING : provider.side();
    Side ours = ledger == null ? Side.NOTHING : ledger.side();
    boolean costKnown = spec.cost() != null;
    boolean tokens = tokensAgree(theirs, ours, spec);
    if (tokens && (!costKnown || spec.tolerance().agree(theirs.usd(), ours.usd()))) {
      return null;
    }
    Booked place = Objects.requireNonNull(provider == null ? ledger : provider);
    return new Difference(
        kind(provider, ledger, tokens),
        place.day(),
        ledger == null ? place.model() : ledger.model(),
        key instanceof ExportKey.OfCall(String id) ? id : null,
        provider == null ? null : theirs.ofProvider(costKnown),
        ledger == null ? null : ours.ofLedger(),
        costKnown ? theirs.usd().minus(ours.usd()) : null);
  }

  private static boolean tokensAgree(Side theirs, Side ours, ReconcileSpec spec) {
    Tolerance tolerance = spec.tolerance();
    return tolerance.agree(theirs.input(), ours.input())
        && tolerance.agree(theirs.output(), ours.output())
        && (spec.cacheRead().isEmpty() || tolerance.agree(theirs.cacheRead(), ours.cacheRead()));
  }

  private static Kind kind(
      @Nullable Booked provider, @Nullable Booked ledger, boolean tokensAgree) {
    if (ledger == null) {
      return Kind.MISSING_IN_LEDGER;
    }
    if (provider == null) {
      return Kind.MISSING_AT_PROVIDER;
    }
    return tokensAgree ? Kind.COST : Kind.TOKENS;
  }

  private static long nanos(Difference difference) {
    Usd cost = difference.cost();
    return cost == null ? -1 : Math.abs(cost.nanos());
  }

  private static long tokens(Difference difference) {
    long theirs = difference.provider() == null ? 0 : difference.provider().input();
    long ours = difference.ledger() == null ? 0 : difference.ledger().input();
    return Math.abs(theirs - ours);
  }
}
