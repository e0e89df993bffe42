package dev.penstock.store.sqlite;

import static dev.penstock.testkit.store.StoreRows.account;
import static dev.penstock.testkit.store.StoreRows.call;
import static dev.penstock.testkit.store.StoreRows.claim;
import static dev.penstock.testkit.store.StoreRows.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.spi.store.StoreException;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger is read while an engine has it open, and stays as it is. */
class ReadStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Amount TEN = Amount.ofCall(Usd.ofNanos(10), 5);

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock(NOON);

  @Test
  void readsWhatTheOwnerHasWrittenUntilThen() throws Exception {
    LedgerRow row = call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(3));
    try (Store owner = open()) {
      owner.budgets().hold(hold("a/1", NOON, TEN, claim("all", Limit.of(Usd.ofNanos(100)))));
      owner.budgets().post("a/1", Amount.ofCall(Usd.ofNanos(3), 2), row).receipt().await();
      try (Store reader = read()) {
        assertThat(rows(reader)).containsExactly(row);
        assertThat(reader.budgets().balance(account("all")).posted())
            .isEqualTo(Amount.ofCall(Usd.ofNanos(3), 2));

        LedgerRow later = call("b/1", Kind.FAILED, NOON, Usd.ZERO);
        owner.ledger().append(later).await();

        assertThat(rows(reader)).containsExactly(row, later);
        assertThat(reader.ledger().sums(new LedgerQuery(null, null, List.of())))
            .singleElement()
            .satisfies(sum -> assertThat(sum.answered()).isOne());

        LedgerRow last = call("c/1", Kind.ANSWERED, NOON, Usd.ofNanos(4));
        owner.budgets().hold(hold("c/1", NOON, TEN, claim("all", Limit.of(Usd.ofNanos(100)))));
        owner.budgets().post("c/1", Amount.ofCall(Usd.ofNanos(4), 2), last).receipt().await();

        assertThat(reader.budgets().balance(account("all")).posted())
            .isEqualTo(Amount.ofCall(Usd.ofNanos(3), 2).plus(Amount.ofCall(Usd.ofNanos(4), 2)));
      }
    }
  }

  @Test
  void readsAFileThatNobodyHasOpen() throws Exception {
    try (Store owner = open()) {
      owner.ledger().append(call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(3))).await();
    }
    try (Store reader = read()) {
      assertThat(rows(reader)).hasSize(1);
    }
  }

  @Test
  void whatOthersHoldStaysHeld() throws Exception {
    try (Store owner = open()) {
      owner.budgets().hold(hold("a/1", NOON, TEN, claim("all", Limit.of(Usd.ofNanos(100)))));
      try (Store reader = read()) {
        assertThat(reader.budgets().expire()).isEmpty();
        assertThat(rows(reader)).isEmpty();
      }
      assertThat(owner.budgets().balance(account("all")).held()).isEqualTo(TEN);
    }
  }

  @Test
  void writesNothing() {
    open().close();
    try (Store reader = read()) {
      LedgerRow row = call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(3));
      assertThatThrownBy(() -> reader.ledger().append(row).await())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("read only");
      assertThatThrownBy(() -> reader.budgets().hold(hold("a/1", NOON, TEN)))
          .isInstanceOf(StoreException.class);
      assertThat(rows(reader)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotThereIsEmptyAndIsNotMade() throws Exception {
    try (Store reader = read()) {
      assertThat(rows(reader)).isEmpty();
      assertThat(folder.resolve("ledger.db")).doesNotExist();
      try (Store owner = open()) {
        owner.ledger().append(call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(3))).await();
      }
      assertThat(rows(reader)).hasSize(1);
    }
  }

  @Test
  void refusesWhatIsNoLedgerOfThisVersion() throws Exception {
    open().close();
    sql("pragma user_version = 2");
    assertThatThrownBy(this::read)
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("has version 2");
    sql("pragma application_id = 7");
    assertThatThrownBy(this::read).hasMessageContaining("is no ledger");
    Files.writeString(folder.resolve("ledger.db"), "noise".repeat(1_000));
    assertThatThrownBy(this::read).hasMessageContaining("cannot be used");
  }

  private static List<LedgerRow> rows(Store store) {
    List<LedgerRow> rows = new ArrayList<>();
    store.ledger().rows(null, null, rows::add);
    return rows;
  }

  private Store open() {
    return new SqliteStoreFactory().create(settings(), context());
  }

  private Store read() {
    return new SqliteStoreFactory().read(settings(), context());
  }

  private static SqliteSettings settings() {
    return SqliteSettings.at(Path.of("ledger.db"));
  }

  private TestPluginContext context() {
    return TestPluginContext.named("sqlite").clock(clock).folder(folder);
  }

  private void sql(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
