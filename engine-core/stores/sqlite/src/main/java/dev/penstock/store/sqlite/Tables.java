package dev.penstock.store.sqlite;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.LedgerRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of the one connection that writes. Used by one thread. */
@SuppressWarnings("NullAway.Init") // prepare() is a part of the constructor
final class Tables {
  private static final String ROW_MARKS = ", ?".repeat(Rows.COUNT).substring(2);

  private final Connection connection;
  private final Origins origins;
  private final Map<AccountId, Long> accounts = new HashMap<>();
  private final Map<AccountId, Long> opened = new HashMap<>();
  private PreparedStatement append;
  private PreparedStatement keep;
  private PreparedStatement drop;
  private PreparedStatement open;
  private PreparedStatement post;
  private PreparedStatement trim;
  private long lastAccount;

  Tables(Connection connection) throws SQLException {
    this.connection = connection;
    recover(connection);
    origins = new Origins(connection);
    prepare();
    connection.setAutoCommit(false);
  }

  private void prepare() throws SQLException {
    append =
        connection.prepareStatement(
            "insert into ledger (" + Rows.COLUMNS + ") values (" + ROW_MARKS + ")");
    keep =
        connection.prepareStatement(
            "insert into hold (hold_id, accounts, expires, held_nanos, held_tokens, held_requests, "
                + Rows.COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, "
                + ROW_MARKS
                + ")");
    drop = connection.prepareStatement("delete from hold where hold_id = ? returning accounts");
    open =
        connection.prepareStatement(
            "insert into account (id, budget, scope, period, value, since, until, cost_nanos,"
                + " tokens, requests) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)");
    post =
        connection.prepareStatement(
            "update account set cost_nanos = cost_nanos + ?, tokens = tokens + ?, requests ="
                + " requests + ? where id = ?");
    trim =
        connection.prepareStatement(
            "delete from ledger where n in (select n from ledger where admitted < ? limit ?)");
  }

  /** Whoever held these is dead: all that they held is posted, and their rows are appended. */
  private static void recover(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          update account set
            cost_nanos = account.cost_nanos + lost.nanos,
            tokens = account.tokens + lost.tokens,
            requests = account.requests + lost.requests
          from (
            select cast(part.value as integer) as account, sum(held_nanos) as nanos,
              sum(held_tokens) as tokens, sum(held_requests) as requests
            from hold, json_each('[' || hold.accounts || ']') as part
            group by 1
          ) as lost
          where account.id = lost.account
          """);
      statement.executeUpdate(
          "insert into ledger ("
              + Rows.COLUMNS
              + ") select "
              + Rows.COLUMNS
              + " from hold order by admitted");
      statement.executeUpdate("delete from hold");
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  Origins origins() {
    return origins;
  }

  /** The accounts whose period is not over since long; they are opened again. */
  List<Job.Known> accounts(Instant notOverBefore) throws SQLException {
    lastAccount = Database.number(connection, "select max(id) from account");
    Map<Long, Job.Known> known = accounts(connection, notOverBefore);
    known.forEach((number, one) -> accounts.put(one.id(), number));
    connection.commit();
    return List.copyOf(known.values());
  }

  /** The same by their number, on any connection. */
  static Map<Long, Job.Known> accounts(Connection connection, Instant notOverBefore)
      throws SQLException {
    Map<Long, Job.Known> known = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, budget, scope, period, value, since, until, cost_nanos, tokens, requests"
                + " from account where until is null or until >= ?")) {
      select.setLong(1, notOverBefore.getEpochSecond());
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          AccountId id =
              new AccountId(
                  result.getString(2),
                  BudgetScope.valueOf(result.getString(3)),
                  BudgetPeriod.valueOf(result.getString(4)),
                  result.getString(5),
                  instant(result, 6),
                  instant(result, 7));
          Amount posted =
              new Amount(Usd.ofNanos(result.getLong(8)), result.getLong(9), result.getLong(10));
          known.put(result.getLong(1), new Job.Known(id, posted));
        }
      }
    }
    return known;
  }

  private static @Nullable Instant instant(ResultSet result, int column) throws SQLException {
    long seconds = result.getLong(column);
    return result.wasNull() ? null : Instant.ofEpochSecond(seconds);
  }

  void write(Job job) throws SQLException {
    switch (job) {
      case Job.Keep hold -> keep(hold);
      case Job.End end -> end(end);
      case Job.Append row -> append(row.row);
      case Job.Barrier barrier -> {}
    }
  }

  private void keep(Job.Keep job) throws SQLException {
    HoldRequest request = job.request;
    List<String> ids = new ArrayList<>(request.claims().size());
    for (Claim claim : request.claims()) {
      ids.add(Long.toString(account(claim.account())));
    }
    keep.setString(1, request.id());
    keep.setString(2, String.join(",", ids));
    keep.setLong(3, job.expires);
    keep.setLong(4, request.amount().cost().nanos());
    keep.setLong(5, request.amount().tokens());
    keep.setLong(6, request.amount().requests());
    Rows.bind(keep, 6, request.ifLost(), origins.id(request.ifLost()));
    keep.executeUpdate();
  }

  /** A hold that is not there has ended before, and nothing more is posted for it. */
  private void end(Job.End job) throws SQLException {
    drop.setString(1, job.hold);
    String ids;
    try (ResultSet result = drop.executeQuery()) {
      if (!result.next()) {
        return;
      }
      ids = result.getString(1);
    }
    Amount posted = job.posted;
    if (!ids.isEmpty() && !posted.equals(Amount.NOTHING)) {
      for (String id : ids.split(",", -1)) {
        post.setLong(1, posted.cost().nanos());
        post.setLong(2, posted.tokens());
        post.setLong(3, posted.requests());
        post.setLong(4, Long.parseLong(id));
        post.executeUpdate();
      }
    }
    if (job.row != null) {
      append(job.row);
    }
  }

  private void append(LedgerRow row) throws SQLException {
    Rows.bind(append, 0, row, origins.id(row));
    append.executeUpdate();
  }

  private long account(AccountId id) throws SQLException {
    Long known = accounts.get(id);
    if (known != null) {
      return known;
    }
    long number = ++lastAccount;
    open.setLong(1, number);
    open.setString(2, id.budget());
    open.setString(3, id.scope().name());
    open.setString(4, id.period().name());
    open.setString(5, id.value());
    open.setObject(6, id.from() == null ? null : id.from().getEpochSecond());
    open.setObject(7, id.until() == null ? null : id.until().getEpochSecond());
    open.executeUpdate();
    accounts.put(id, number);
    opened.put(id, number);
    return number;
  }

  void commit() throws SQLException {
    connection.commit();
    origins.committed();
    opened.clear();
  }

  void rollback() throws SQLException {
    origins.rolledBack();
    accounts.keySet().removeAll(opened.keySet());
    opened.clear();
    try {
      connection.rollback();
    } catch (SQLException e) {
      // SQLite rolls back by itself when the disk is full, and the driver does not know
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("begin");
      } catch (SQLException again) {
        e.addSuppressed(again);
        throw e;
      }
    }
    // the driver closes a statement that failed
    prepare();
    origins.prepare();
  }

  /** Ends what failed; if that fails as well, the next write says so. */
  void rollbackQuietly() {
    try {
      rollback();
    } catch (SQLException e) {
      System.getLogger(Tables.class.getName())
          .log(System.Logger.Level.DEBUG, "a rollback failed", e);
    }
  }

  /** Deletes some of the rows of requests before an instant; how many. */
  int trim(Instant before, int most) throws SQLException {
    trim.setLong(1, Rows.micros(before));
    trim.setInt(2, most);
    int deleted = trim.executeUpdate();
    commit();
    return deleted;
  }

  /** Forgets accounts of periods that ended before an instant. */
  void trimAccounts(Instant before) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from account where until < ?")) {
      delete.setLong(1, before.getEpochSecond());
      delete.executeUpdate();
    }
    commit();
    accounts.keySet().removeIf(id -> id.until() != null && id.until().isBefore(before));
  }
}
