package dev.penstock.store.sqlite;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has SQLite sum by what rows have in common, and sums those by what was asked for. */
final class Sums {
  private static final String SUMS =
      """
      sum(kind = 0), sum(kind = 5), sum(kind = 6), sum(kind = 7), sum(kind = 11), sum(kind = 12),
      sum(kind < 5 or kind between 8 and 10),
      sum(uncached_input), sum(cache_read), sum(cache_write_5m), sum(cache_write_other),
      sum(output), sum(reasoning), max(estimated),
      sum(cost_nanos), sum(iif(estimated, cost_nanos, 0)),
      sum(iif(kind between 1 and 7, cost_nanos, 0)),
      sum(iif(kind between 8 and 10, cost_nanos, 0)),
      sum(baseline_nanos), sum(saved_nanos)
      """;

  /** More tags than these are not told apart: a service may have one for each request. */
  private static final int MOST_TAGS = 10_000;

  private final LedgerQuery query;
  private final Origins origins;
  private final Map<List<String>, LedgerSum> sums = new HashMap<>();
  private final Set<String> toldTags = new HashSet<>();

  Sums(LedgerQuery query, Origins origins) {
    this.query = query;
    this.origins = origins;
  }

  List<LedgerSum> of(Connection connection) throws SQLException {
    boolean byDay = query.by().contains(Dimension.DAY);
    boolean byTag = query.by().contains(Dimension.TAG);
    String sql =
        "select origin, "
            + (byDay ? "admitted / 86400000000" : "0")
            + ", "
            + (byTag ? "tags" : "null")
            + ", "
            + SUMS
            + " from ledger"
            + (query.from() == null && query.until() == null
                ? ""
                : " where admitted >= ? and admitted < ?")
            + " group by 1, 2, 3"
            // so that the tags that are told apart are those that recur
            + (byTag ? " order by count(*) desc, 3" : "");
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      if (query.from() != null || query.until() != null) {
        select.setLong(1, query.from() == null ? Long.MIN_VALUE : Rows.micros(query.from()));
        select.setLong(2, query.until() == null ? Long.MAX_VALUE : Rows.micros(query.until()));
      }
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          add(result);
        }
      }
    }
    return List.copyOf(sums.values());
  }

  private void add(ResultSet result) throws SQLException {
    Origin origin = origins.get(result.getLong(1));
    String day = LocalDate.ofEpochDay(result.getLong(2)).toString();
    for (String tag : told(Rows.tags(result.getString(3)))) {
      List<String> keys = new ArrayList<>(query.by().size());
      for (Dimension dimension : query.by()) {
        keys.add(
            switch (dimension) {
              case PROVIDER -> origin.taken().provider();
              case MODEL -> origin.taken().model();
              case TIER -> origin.taken().tier();
              case TENANT -> origin.tenant();
              case ROUTE -> origin.taken().route();
              case TAG -> tag;
              case DAY -> day;
            });
      }
      sums.merge(keys, sum(keys, origin.taken().simulated(), result), Sums::plus);
    }
  }

  private Set<String> told(Set<String> tags) {
    if (tags.isEmpty()) {
      return Set.of("");
    }
    Set<String> told = HashSet.newHashSet(tags.size());
    for (String tag : tags) {
      boolean apart = toldTags.contains(tag) || (toldTags.size() < MOST_TAGS && toldTags.add(tag));
      told.add(apart ? tag : LedgerSum.OTHER_TAGS);
    }
    return told;
  }

  private static LedgerSum sum(List<String> keys, boolean simulated, ResultSet result)
      throws SQLException {
    Usage usage =
        new Usage(
            result.getLong(11),
            result.getLong(12),
            result.getLong(13),
            result.getLong(14),
            result.getLong(15),
            result.getLong(16),
            result.getInt(17) != 0);
    return new LedgerSum(
        keys,
        simulated,
        result.getLong(4),
        result.getLong(5),
        result.getLong(6),
        result.getLong(7),
        result.getLong(8),
        result.getLong(9),
        result.getLong(10),
        usage,
        Usd.ofNanos(result.getLong(18)),
        Usd.ofNanos(result.getLong(19)),
        Usd.ofNanos(result.getLong(20)),
        Usd.ofNanos(result.getLong(21)),
        Usd.ofNanos(result.getLong(22)),
        Usd.ofNanos(result.getLong(23)));
  }

  private static LedgerSum plus(LedgerSum a, @Nullable LedgerSum b) {
    if (b == null) {
      return a;
    }
    return new LedgerSum(
        a.keys(),
        a.simulated() || b.simulated(),
        a.answered() + b.answered(),
        a.recalled() + b.recalled(),
        a.refused() + b.refused(),
        a.unanswered() + b.unanswered(),
        a.handedOver() + b.handedOver(),
        a.escalated() + b.escalated(),
        a.attempts() + b.attempts(),
        a.usage().plus(b.usage()),
        a.cost().plus(b.cost()),
        a.estimatedCost().plus(b.estimatedCost()),
        a.wastedCost().plus(b.wastedCost()),
        a.cacheCost().plus(b.cacheCost()),
        a.baselineCost().plus(b.baselineCost()),
        a.savedCost().plus(b.savedCost()));
  }
}
