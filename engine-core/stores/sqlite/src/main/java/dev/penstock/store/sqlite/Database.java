package dev.penstock.store.sqlite;

import dev.penstock.spi.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens the file; makes its tables if it is new, and brings them up to date if it is older. */
final class Database {
  private static final int VERSION = 3;
  private static final int APPLICATION = 0x50_53_4c_31; // PSL1
  private static final int BUSY_MILLIS = 10_000;

  private Database() {}

  /** The one connection that writes. */
  static Connection writer(Path file, Sync sync) {
    NativeLibrary.load(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        switch (sync) {
          case EACH, GROUP -> SQLiteConfig.SynchronousMode.FULL;
          case OS -> SQLiteConfig.SynchronousMode.NORMAL;
        });
    try {
      Connection connection = open(file, config);
      try {
        prepare(connection, file);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** A connection that reads, beside the one that writes. */
  static Connection reader(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return open(file, config);
  }

  /**
   * A connection that reads a file that this engine does not own; refuses one that is no ledger.
   */
  static Connection stranger(Path file) {
    NativeLibrary.load(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    try {
      Connection connection = reader(file);
      try {
        check(connection, file);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static void check(Connection connection, Path file) throws SQLException {
    if (number(connection, "pragma application_id") != APPLICATION) {
      throw new StoreException(file + " is no ledger");
    }
    long version = number(connection, "pragma user_version");
    if (version != VERSION) {
      throw new StoreException(
          file
              + " has version "
              + version
              + " of the ledger's tables and only "
              + VERSION
              + " can be read; read it with the engine that wrote it, or open it once with this"
              + " one to bring an older one up to date");
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static Connection open(Path file, SQLiteConfig config) throws SQLException {
    return Objects.requireNonNull(
        JDBC.createConnection(JDBC.PREFIX + file.toAbsolutePath(), config.toProperties()));
  }

  private static void prepare(Connection connection, Path file) throws SQLException {
    long version = number(connection, "pragma user_version");
    boolean empty = number(connection, "select count(*) from sqlite_schema") == 0;
    if (version == 0 && empty) {
      write(
          connection,
          sql("schema.sql"),
          sql("views.sql"),
          "pragma application_id = " + APPLICATION,
          "pragma user_version = " + VERSION);
    } else if (number(connection, "pragma application_id") != APPLICATION) {
      throw new StoreException(
          file + " is an SQLite file of something else; give the ledger a path of its own");
    } else if (version < 1 || version > VERSION) {
      throw new StoreException(
          file
              + " has version "
              + version
              + " of the ledger's tables and this engine writes version "
              + VERSION
              + "; use the engine that wrote it, or a newer one");
    } else if (version < VERSION) {
      renew(connection, version);
    }
  }

  /** Brings the tables of an older engine up to date, all or nothing. An older one refuses them. */
  private static void renew(Connection connection, long version) throws SQLException {
    List<String> steps = new ArrayList<>();
    steps.add("drop view if exists spend_by_day");
    steps.add("drop view if exists ledger_rows");
    for (long from = version; from < VERSION; from++) {
      steps.add(sql("from-" + from + "-to-" + (from + 1) + ".sql"));
    }
    steps.add(sql("views.sql"));
    steps.add("pragma user_version = " + VERSION);
    write(connection, steps.toArray(String[]::new));
  }

  private static void write(Connection connection, String... steps) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String step : steps) {
        statement.executeUpdate(step);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String sql(String name) {
    try (InputStream in = Database.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoreException(name + " is missing from the jar", e);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  static StoreException unusable(Path file, SQLException e) {
    return new StoreException(
        "the ledger "
            + file
            + " cannot be used: "
            + e.getMessage()
            + "; restore it from a backup, or move it away to begin a new one",
        e);
  }
}
