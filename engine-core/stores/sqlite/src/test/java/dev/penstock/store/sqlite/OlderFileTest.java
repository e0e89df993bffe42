package dev.penstock.store.sqlite;

import static dev.penstock.testkit.store.StoreRows.account;
import static dev.penstock.testkit.store.StoreRows.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with the tables of version 1: a row, an account, and a hold of an engine that died. */
class OlderFileTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String MICROS = "1795176000000000";

  @TempDir private Path folder;

  @BeforeEach
  void writesAsTheOlderEngineDid() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(OlderFileTest.class.getResourceAsStream("version-1.sql"))) {
      sql(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    sql(
        "insert into origin values (1, 'shop', 'all', 'simple', 'refund', 'p1', 'm1', 'vendor-m1',"
            + " 0, 1, 'abc:m1#0')");
    sql(
        "insert into ledger values (1, 'old/1', 0, %s, 2000, 800000, 1, 'eve', 'team=a', null, 100,"
                .formatted(MICROS)
            + " 20, 3, 4, 50, 10, 0, 7, 14, 0)");
    sql("insert into account values (1, 'hundred', 'ALL', 'TOTAL', 'all', null, null, 7, 177, 1)");
    sql(
        "insert into hold values ('held/1', '1', %1$s, 10, 5, 1, 'held/1', 4, %1$s, 0, 60000000, 1,"
                .formatted(MICROS)
            + " null, null, 'nobody saw its end', 5, 0, 0, 0, 0, 0, 1, 10, 0, 0)");
  }

  @Test
  void keepsItsRowsItsAccountsAndWhatWasHeld() throws Exception {
    for (int times = 0; times < 2; times++) {
      try (Store store = open()) {
        assertThat(rows(store)).hasSize(2);
        assertThat(rows(store).getFirst()).isEqualTo(old());
        assertThat(rows(store).getLast().kind()).isEqualTo(Kind.LOST);
        assertThat(store.budgets().balance(account("hundred")).posted())
            .isEqualTo(new Amount(Usd.ofNanos(17), 182, 2));
        assertThat(store.ledger().sums(new LedgerQuery(null, null, List.of())).getFirst().cost())
            .isEqualTo(Usd.ofNanos(17));
      }
    }
    assertThat(sql("pragma user_version")).isEqualTo("3");
    assertThat(sql("select sum(cache_usd) from spend_by_day")).isEqualTo("0.0");
  }

  @Test
  void takesRowsWithTheIdOfAnAnswer() throws Exception {
    LedgerRow row = call("new/1", Kind.ANSWERED, NOON, Usd.ofNanos(3));
    try (Store store = open()) {
      store.ledger().append(row).await();
      assertThat(rows(store)).contains(row);
    }
    assertThat(sql("select response_id from ledger_rows where id = 'new/1'"))
        .isEqualTo("resp-new/1");
    assertThat(sql("select count(*) from ledger_rows where response_id is null")).isEqualTo("2");
    assertThat(sql("select calls from spend_by_day")).isEqualTo("3");
  }

  @Test
  void staysAsItIsIfItCannotBeBroughtUpToDate() throws Exception {
    sql("alter table hold add column response_id text");
    assertThatThrownBy(this::open)
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("ledger.db cannot be used");
    assertThat(sql("pragma user_version")).isEqualTo("1");
    assertThat(sql("select count(*) from pragma_table_info('ledger') where name = 'response_id'"))
        .isEqualTo("0");
    assertThat(sql("select cost_nanos from ledger_rows")).isEqualTo("7");
  }

  private static LedgerRow old() {
    return new LedgerRow(
        "old/1",
        Kind.ANSWERED,
        NOON,
        NOON.plusMillis(2),
        NOON.plusMillis(800),
        new LedgerRow.Party("shop", "eve", Set.of("team=a")),
        new LedgerRow.Taken("all", "simple", "refund", "p1", "m1", "vendor-m1", false, true),
        null,
        null,
        new Usage(100, 20, 3, 4, 50, 10, false),
        Usd.ofNanos(7),
        "abc:m1#0",
        Usd.ofNanos(14),
        Usd.ZERO);
  }

  private Store open() {
    return new SqliteStoreFactory()
        .create(
            new SqliteSettings(Path.of("ledger.db"), Sync.GROUP, null),
            TestPluginContext.named("sqlite").clock(new FakeClock(NOON)).folder(folder));
  }

  private static List<LedgerRow> rows(Store store) {
    List<LedgerRow> rows = new ArrayList<>();
    store.ledger().rows(null, null, rows::add);
    return rows;
  }

  private @Nullable String sql(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      if (sql.contains(";")) {
        statement.executeUpdate(sql);
        return null;
      }
      if (!statement.execute(sql)) {
        return null;
      }
      try (ResultSet result = statement.getResultSet()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }
}
