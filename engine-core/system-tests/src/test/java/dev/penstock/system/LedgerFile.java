package dev.penstock.system;

import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Store;
import dev.penstock.store.sqlite.SqliteSettings;
import dev.penstock.store.sqlite.SqliteStoreFactory;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.server.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A ledger in a file, and a policy that keeps it there. */
record LedgerFile(Path path) {
  /**
   * Two models at the two addresses, the first of which is always asked first.
   *
   * @param store the plugin, maybe with further keys
   */
  String policy(String store, URI first, URI second) {
    return """
    version: 1
    ledger: {plugin: %s, path: "%s"}
    providers:
      first: {plugin: openai, dialect: openai, base-url: "%s"}
      second: {plugin: openai, dialect: openai, base-url: "%s"}
    models:
      small: {provider: first, tiers: any-question, context-window: 16k, max-output: 8k,
        price: {input: 1.00, output: 2.00}}
      large: {provider: second, tiers: any-question, context-window: 16k, max-output: 8k,
        price: {input: 1.00, output: 2.00}}
    tiers: [any-question]
    budgets:
      - {name: ever, scope: all, period: total, limit: 100.00 USD}
      - {name: each, scope: provider, period: total, limit: 100.00 USD}
    routes:
      - {name: everything, models: [small, large], rank: ordered, max-output: 200}
    """
        .formatted(store, path, first, second);
  }

  String policy(String store, ScriptedServer first, ScriptedServer second) {
    return policy(store, first.baseUrl(), second.baseUrl());
  }

  /** The rows, read while no engine has the file. */
  List<LedgerRow> rows() {
    List<LedgerRow> rows = new ArrayList<>();
    try (Store store =
        new SqliteStoreFactory()
            .create(SqliteSettings.at(path), TestPluginContext.named("reader"))) {
      store.ledger().rows(null, null, rows::add);
    }
    return rows;
  }

  /** The attempts for which something is held in the file now, whoever has it. */
  List<String> held() {
    List<String> held = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:file:" + path + "?mode=ro");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select id from hold order by id")) {
      while (result.next()) {
        held.add(result.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return held;
  }
}
