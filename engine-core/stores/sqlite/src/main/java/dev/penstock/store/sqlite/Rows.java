package dev.penstock.store.sqlite;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.LedgerRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes rows of the ledger into statements, and reads them back. Times go to the microsecond. */
final class Rows {
  static final String COLUMNS =
      "id, kind, admitted, started, ended, origin, user, tags, failure, uncached_input, cache_read,"
          + " cache_write_5m, cache_write_other, output, reasoning, estimated, cost_nanos,"
          + " baseline_nanos, saved_nanos, response_id";
  static final int COUNT = 20;

  private Rows() {}

  static void bind(PreparedStatement statement, int before, LedgerRow row, long origin)
      throws SQLException {
    int at = before;
    long admitted = micros(row.admitted());
    statement.setString(++at, row.id());
    statement.setInt(++at, code(row.kind()));
    statement.setLong(++at, admitted);
    statement.setLong(++at, micros(row.started()) - admitted);
    statement.setLong(++at, micros(row.ended()) - admitted);
    statement.setLong(++at, origin);
    text(statement, ++at, row.party().user());
    text(statement, ++at, tags(row.party().tags()));
    text(statement, ++at, row.failure());
    Usage usage = row.usage();
    statement.setLong(++at, usage.uncachedInput());
    statement.setLong(++at, usage.cacheRead());
    statement.setLong(++at, usage.cacheWrite5m());
    statement.setLong(++at, usage.cacheWriteOther());
    statement.setLong(++at, usage.output());
    statement.setLong(++at, usage.reasoning());
    statement.setInt(++at, usage.estimated() ? 1 : 0);
    statement.setLong(++at, row.cost().nanos());
    statement.setLong(++at, row.baselineCost().nanos());
    statement.setLong(++at, row.savedCost().nanos());
    text(statement, ++at, row.responseId());
  }

  /** The number of a kind in the file, which the views name. */
  private static int code(LedgerRow.Kind kind) {
    return switch (kind) {
      case ANSWERED -> 0;
      case FAILED -> 1;
      case WASTED -> 2;
      case CANCELLED -> 3;
      case LOST -> 4;
      case RECALLED -> 5;
      case REFUSED -> 6;
      case UNANSWERED -> 7;
      case SHADOW -> 8;
      case JUDGE -> 9;
      case EMBEDDING -> 10;
      case HANDED_OVER -> 11;
      case ESCALATED -> 12;
    };
  }

  private static LedgerRow.Kind kind(int code) {
    for (LedgerRow.Kind kind : LedgerRow.Kind.values()) {
      if (code(kind) == code) {
        return kind;
      }
    }
    throw new IllegalStateException("the ledger has a row of the unknown kind " + code);
  }

  private static void text(PreparedStatement statement, int at, @Nullable String text)
      throws SQLException {
    if (text == null) {
      statement.setNull(at, Types.VARCHAR);
    } else {
      statement.setString(at, text);
    }
  }

  /** Reads the rows of a period in the order they were appended. */
  static void read(
      Connection connection,
      Origins origins,
      @Nullable Instant from,
      @Nullable Instant until,
      Consumer<LedgerRow> reader)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from ledger where admitted >= ? and admitted < ? order by n")) {
      select.setLong(1, from == null ? Long.MIN_VALUE : micros(from));
      select.setLong(2, until == null ? Long.MAX_VALUE : micros(until));
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          reader.accept(read(result, origins));
        }
      }
    }
  }

  private static LedgerRow read(ResultSet result, Origins origins) throws SQLException {
    long admitted = result.getLong(3);
    Origin origin = origins.get(result.getLong(6));
    Usage usage =
        new Usage(
            result.getLong(10),
            result.getLong(11),
            result.getLong(12),
            result.getLong(13),
            result.getLong(14),
            result.getLong(15),
            result.getInt(16) != 0);
    return new LedgerRow(
        result.getString(1),
        kind(result.getInt(2)),
        instant(admitted),
        instant(admitted + result.getLong(4)),
        instant(admitted + result.getLong(5)),
        new LedgerRow.Party(origin.tenant(), result.getString(7), tags(result.getString(8))),
        origin.taken(),
        result.getString(20),
        result.getString(9),
        usage,
        Usd.ofNanos(result.getLong(17)),
        origin.priceVersion(),
        Usd.ofNanos(result.getLong(18)),
        Usd.ofNanos(result.getLong(19)));
  }

  private static @Nullable String tags(Set<String> tags) {
    return tags.isEmpty() ? null : String.join("\n", tags);
  }

  static Set<String> tags(@Nullable String tags) {
    return tags == null ? Set.of() : Set.copyOf(List.of(tags.split("\n", -1)));
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
