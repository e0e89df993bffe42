package dev.penstock.core.ledger;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.Difference;
import dev.penstock.api.report.Difference.Kind;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.api.report.Reconciliation;
import dev.penstock.api.report.Tolerance;
import dev.penstock.spi.store.LedgerRow;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a provider's export with the ledger, by day and model. */
public final class Reconciler {
  /** A call may begin on a later day than its request, by which the ledger finds it. */
  private static final Duration LEAD = Duration.ofDays(1);

  private static final Comparator<Difference> LARGEST_FIRST =
      Comparator.comparingLong(Reconciler::nanos)
          .thenComparingLong(Reconciler::tokens)
          .reversed()
          .thenComparing(Difference::day)
          .thenComparing(Difference::model);

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
    Map<ExportKey, Side> own = own(spec, first, last);
    Set<ExportKey> keys = new HashSet<>(export.sides().keySet());
    keys.addAll(own.keySet());
    List<Difference> differences = new ArrayList<>();
    for (ExportKey key : keys) {
      Difference difference = difference(key, export.sides().get(key), own.get(key), spec);
      if (difference != null) {
        differences.add(difference);
      }
    }
    differences.sort(LARGEST_FIRST);
    return new Reconciliation(
        first,
        last,
        export.total().ofProvider(spec.cost() != null),
        own.values().stream().reduce(Side.NOTHING, Side::plus).ofLedger(),
        export.lines(),
        export.otherDays(),
        export.badLineCount(),
        export.badLines(),
        differences);
  }

  /** Providers book a call when it begins. */
  private Map<ExportKey, Side> own(ReconcileSpec spec, LocalDate first, LocalDate last) {
    Map<ExportKey, Side> sides = new HashMap<>();
    ledger.rows(
        first.atStartOfDay(spec.zone()).toInstant().minus(LEAD),
        last.plusDays(1).atStartOfDay(spec.zone()).toInstant(),
        row -> {
          LocalDate day = LocalDate.ofInstant(row.started(), spec.zone());
          if (isBilled(row, spec) && !day.isBefore(first) && !day.isAfter(last)) {
            sides.merge(new ExportKey(day, row.taken().modelId()), Side.of(row), Side::plus);
          }
        });
    return sides;
  }

  private static boolean isBilled(LedgerRow row, ReconcileSpec spec) {
    return row.kind().isCall()
        && spec.providers().contains(row.taken().provider())
        && (row.usage().input() > 0 || row.usage().output() > 0 || row.cost().nanos() != 0);
  }

  private static @Nullable Difference difference(
      ExportKey key, @Nullable Side provider, @Nullable Side ledger, ReconcileSpec spec) {
    Side theirs = provider == null ? Side.NOTHING : provider;
    Side ours = ledger == null ? Side.NOTHING : ledger;
    boolean costKnown = spec.cost() != null;
    boolean tokens = tokensAgree(theirs, ours, spec);
    if (tokens && (!costKnown || spec.tolerance().agree(theirs.usd(), ours.usd()))) {
      return null;
    }
    return new Difference(
        kind(provider, ledger, tokens),
        key.day(),
        key.model(),
        provider == null ? null : provider.ofProvider(costKnown),
        ledger == null ? null : ledger.ofLedger(),
        costKnown ? theirs.usd().minus(ours.usd()) : null);
  }

  private static boolean tokensAgree(Side theirs, Side ours, ReconcileSpec spec) {
    Tolerance tolerance = spec.tolerance();
    return tolerance.agree(theirs.input(), ours.input())
        && tolerance.agree(theirs.output(), ours.output())
        && (spec.cacheRead().isEmpty() || tolerance.agree(theirs.cacheRead(), ours.cacheRead()));
  }

  private static Kind kind(@Nullable Side provider, @Nullable Side ledger, boolean tokensAgree) {
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
