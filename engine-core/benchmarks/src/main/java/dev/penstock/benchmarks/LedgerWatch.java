package dev.penstock.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Looks into a ledger's file from outside, by SQL, all the time while engines write it. */
final class LedgerWatch implements AutoCloseable {
  /** In one statement, so that all of it is of one moment. */
  private static final String TAKEN =
      """
      select max(cost_nanos + (
        select coalesce(sum(held_nanos), 0) from hold
        where instr(',' || accounts || ',', ',' || account.id || ',') > 0))
      from account
      """;

  private final Connection connection;
  private final Thread thread;
  private volatile boolean over;
  private long worst;
  private long samples;

  private LedgerWatch(Connection connection) {
    this.connection = connection;
    this.thread = Thread.ofPlatform().unstarted(this::watch);
  }

  /**
   * What is in the file at rest.
   *
   * @param holds how many calls something is held for
   * @param accounts what is posted to each budget, in nano-dollars
   * @param calls what is posted for each request, in nano-dollars
   * @param kinds the kinds of its rows, by request
   * @param rows the sum of all rows, in nano-dollars
   */
  record Found(
      long holds,
      Map<String, Long> accounts,
      Map<String, Long> calls,
      Map<String, String> kinds,
      long rows) {}

  /** Begins with a file that is there. */
  static LedgerWatch of(Path file) throws SQLException {
    LedgerWatch watch = new LedgerWatch(open(file));
    watch.thread.start();
    return watch;
  }

  /** Reads a file that nobody writes. */
  static Found read(Path file) throws SQLException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement()) {
      long holds;
      try (ResultSet result = statement.executeQuery("select count(*) from hold")) {
        holds = result.next() ? result.getLong(1) : -1;
      }
      Map<String, Long> accounts = new TreeMap<>();
      try (ResultSet result = statement.executeQuery("select budget, cost_nanos from account")) {
        while (result.next()) {
          accounts.merge(result.getString(1), result.getLong(2), Long::sum);
        }
      }
      Map<String, Long> calls = new TreeMap<>();
      Map<String, String> kinds = new TreeMap<>();
      long rows = 0;
      try (ResultSet result =
          statement.executeQuery("select id, kind, cost_nanos from ledger_rows order by n")) {
        while (result.next()) {
          String request = result.getString(1).replaceFirst("/.*", "");
          calls.merge(request, result.getLong(3), Long::sum);
          kinds.merge(request, result.getString(2), (one, other) -> one + " " + other);
          rows += result.getLong(3);
        }
      }
      return new Found(holds, accounts, calls, kinds, rows);
    }
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file + "?open_mode=1");
  }

  private void watch() {
    try (Statement statement = connection.createStatement()) {
      while (!over) {
        try (ResultSet result = statement.executeQuery(TAKEN)) {
          worst = Math.max(worst, result.next() ? result.getLong(1) : 0);
          samples++;
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger cannot be watched", e);
    }
  }

  /** The most that was posted and held under a budget, in nano-dollars; after it is closed. */
  long worst() {
    return worst;
  }

  /** How often it has looked; after it is closed. */
  long samples() {
    return samples;
  }

  /** Looks for the last time. */
  @Override
  public void close() throws SQLException {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
