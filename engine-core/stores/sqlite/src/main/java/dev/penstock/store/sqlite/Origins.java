package dev.penstock.store.sqlite;

import dev.penstock.spi.store.LedgerRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The combinations that the file knows. Written by the writer, read by all. */
@SuppressWarnings("NullAway.Init") // prepare() is a part of the constructor
final class Origins {
  private final Map<Origin, Long> ids = new HashMap<>();
  private final Map<Long, Origin> byId = new ConcurrentHashMap<>();
  private final Map<Origin, Long> added = new HashMap<>();
  private final Connection connection;
  private PreparedStatement insert;
  private long last;

  Origins(Connection connection) throws SQLException {
    this.connection = connection;
    prepare();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select id, tenant, route, tier, intent, provider, model, model_id, simulated,"
                    + " streamed, price_version from origin")) {
      while (result.next()) {
        LedgerRow.Taken taken =
            new LedgerRow.Taken(
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                result.getString(8),
                result.getInt(9) != 0,
                result.getInt(10) != 0);
        Origin origin = new Origin(result.getString(2), taken, result.getString(11));
        ids.put(origin, result.getLong(1));
        byId.put(result.getLong(1), origin);
        last = Math.max(last, result.getLong(1));
      }
    }
  }

  /** Prepares what writes, again if it has failed. */
  void prepare() throws SQLException {
    insert =
        connection.prepareStatement(
            "insert into origin (id, tenant, route, tier, intent, provider, model, model_id,"
                + " simulated, streamed, price_version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** The id of a row's combination, written if it is new. */
  long id(LedgerRow row) throws SQLException {
    Origin origin = Origin.of(row);
    Long known = ids.get(origin);
    return known != null ? known : add(origin);
  }

  private long add(Origin origin) throws SQLException {
    long id = ++last;
    LedgerRow.Taken taken = origin.taken();
    insert.setLong(1, id);
    insert.setString(2, origin.tenant());
    insert.setString(3, taken.route());
    insert.setString(4, taken.tier());
    insert.setString(5, taken.intent());
    insert.setString(6, taken.provider());
    insert.setString(7, taken.model());
    insert.setString(8, taken.modelId());
    insert.setInt(9, taken.simulated() ? 1 : 0);
    insert.setInt(10, taken.streamed() ? 1 : 0);
    insert.setString(11, origin.priceVersion());
    insert.executeUpdate();
    ids.put(origin, id);
    byId.put(id, origin);
    added.put(origin, id);
    return id;
  }

  Origin get(long id) {
    Origin origin = byId.get(id);
    if (origin == null) {
      throw new IllegalStateException("the ledger has no origin " + id);
    }
    return origin;
  }

  void committed() {
    added.clear();
  }

  void rolledBack() {
    added.forEach(
        (origin, id) -> {
          ids.remove(origin);
          byId.remove(id);
        });
    added.clear();
  }
}
