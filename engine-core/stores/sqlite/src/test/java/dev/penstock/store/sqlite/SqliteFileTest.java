package dev.penstock.store.sqlite;

import static dev.penstock.testkit.store.StoreRows.account;
import static dev.penstock.testkit.store.StoreRows.call;
import static dev.penstock.testkit.store.StoreRows.claim;
import static dev.penstock.testkit.store.StoreRows.hold;
import static dev.penstock.testkit.store.StoreRows.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Store;
import dev.penstock.spi.store.StoreException;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SqliteFileTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Amount TEN = Amount.ofCall(Usd.ofNanos(10), 5);
  private static final Claim HUNDRED = claim("hundred", Limit.of(Usd.ofNanos(100)));

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock(NOON);

  @ParameterizedTest
  @EnumSource(Sync.class)
  void findsAllAgainAfterItWasClosed(Sync sync) throws Exception {
    LedgerRow row = call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(3));
    try (Store store = open(sync, null)) {
      store.budgets().hold(hold("a/1", NOON, TEN, HUNDRED));
      store.budgets().post("a/1", Amount.ofCall(Usd.ofNanos(3), 2), row);
    }
    try (Store store = open(sync, null)) {
      assertThat(store.budgets().balance(account("hundred")).posted())
          .isEqualTo(Amount.ofCall(Usd.ofNanos(3), 2));
      assertThat(rows(store)).containsExactly(row);
    }
  }

  @Test
  void postsAllThatADeadEngineHeldOnce() throws Exception {
    try (Store store = open(Sync.GROUP, null)) {
      store.budgets().hold(hold("a/1", NOON, TEN, HUNDRED));
      store.budgets().hold(hold("b/1", NOON, TEN));
    }
    for (int times = 0; times < 2; times++) {
      try (Store store = open(Sync.GROUP, null)) {
        assertThat(store.budgets().balance(account("hundred")).posted()).isEqualTo(TEN);
        assertThat(store.budgets().balance(account("hundred")).held()).isEqualTo(Amount.NOTHING);
        assertThat(rows(store)).extracting(LedgerRow::kind).containsExactly(Kind.LOST, Kind.LOST);
      }
    }
  }

  /** A row each half hour for two days around, of which the day has two for each of its hours. */
  @ParameterizedTest(name = "{1} in {0} lasts {2}")
  @CsvSource({
    "America/New_York,    2026-03-08, PT23H",
    "America/New_York,    2026-11-01, PT25H",
    "Africa/Cairo,        2026-04-24, PT23H",
    "America/Havana,      2026-03-08, PT23H",
    "Asia/Beirut,         2026-03-29, PT23H",
    "Australia/Lord_Howe, 2026-04-05, PT24H30M",
    "Pacific/Apia,        2011-12-29, PT24H",
    "Pacific/Apia,        2011-12-30, PT0H",
    "Pacific/Apia,        2011-12-31, PT24H",
  })
  void aDayHasTheRowsOfItsOwnHours(String zone, LocalDate day, Duration length) {
    ReportQuery query = ReportQuery.ofDay(day, ZoneId.of(zone));
    Instant before = day.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
    try (Store store = open(Sync.OS, null)) {
      for (int i = 0; i < 5 * 48; i++) {
        Instant admitted = before.plus(Duration.ofMinutes(30L * i));
        store.ledger().append(call(i + "/1", Kind.ANSWERED, admitted, Usd.ofNanos(1)));
      }
      long expected = length.dividedBy(Duration.ofMinutes(30));
      assertThat(store.ledger().sums(new LedgerQuery(query.from(), query.until(), List.of())))
          .extracting(sum -> sum.answered())
          .isEqualTo(expected == 0 ? List.of() : List.of(expected));
      List<LedgerRow> rows = new ArrayList<>();
      store.ledger().rows(query.from(), query.until(), rows::add);
      assertThat(rows)
          .hasSize((int) expected)
          .allMatch(row -> LocalDate.ofInstant(row.admitted(), ZoneId.of(zone)).equals(day));
    }
  }

  @Test
  void refusesASecondEngineOnTheSameFile() {
    try (Store store = open(Sync.GROUP, null)) {
      assertThat(rows(store)).isEmpty();
      assertThatThrownBy(() -> open(Sync.GROUP, null))
          .isInstanceOf(PenstockException.class)
          .hasMessageContaining("another engine has the ledger")
          .hasMessageContaining("ledger.db");
    }
    open(Sync.GROUP, null).close();
  }

  @Test
  void refusesAFileThatIsNoLedgerAndLeavesItAsItIs() throws Exception {
    Path file = folder.resolve("ledger.db");
    byte[] noise =
        "this is no database at all, but long enough for a header"
            .repeat(100)
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, noise);
    assertThatThrownBy(() -> open(Sync.GROUP, null))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("ledger.db cannot be used")
        .hasMessageContaining("restore it from a backup");
    assertThat(Files.readAllBytes(file)).isEqualTo(noise);
  }

  @Test
  void refusesAFileOfANewerEngineAndOneOfSomethingElse() throws Exception {
    open(Sync.GROUP, null).close();
    sql("pragma user_version = 99");
    assertThatThrownBy(() -> open(Sync.GROUP, null))
        .hasMessageContaining("has version 99")
        .hasMessageContaining("a newer one");
    sql("pragma application_id = 7");
    assertThatThrownBy(() -> open(Sync.GROUP, null)).hasMessageContaining("of something else");
  }

  @Test
  void showsChecksOfTheCacheApart() throws Exception {
    try (Store store = open(Sync.GROUP, null)) {
      store.ledger().append(call("a/shadow/1", Kind.SHADOW, NOON, Usd.of("0.25"))).await();
      assertThat(sql("select kind from ledger_rows")).isEqualTo("shadow");
      assertThat(sql("select calls || ' ' || wasted_usd || ' ' || cache_usd from spend_by_day"))
          .isEqualTo("1 0.0 0.25");
    }
  }

  @Test
  void refusesCallsWhileTheDiskIsFullAndKeepsWhatWasSpent() throws Exception {
    try (SqliteStore store = (SqliteStore) open(Sync.GROUP, null)) {
      store.budgets().hold(hold("a/1", NOON, TEN, HUNDRED));
      rows(store);
      store.run("pragma max_page_count = 1");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  store.budgets().hold(hold("h" + i + "/1", NOON, TEN));
                }
              })
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("calls that cannot be recorded are not made")
          .hasMessageContaining("make room");
      assertThat(store.budgets().balance(account("hundred")).held()).isEqualTo(TEN);
      var posted =
          store
              .budgets()
              .post(
                  "a/1",
                  Amount.ofCall(Usd.ofNanos(3), 2),
                  call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(3)));
      store.run("pragma max_page_count = 1000000");
      posted.receipt().await();
      assertThat(store.budgets().hold(hold("z/1", NOON, TEN))).isEqualTo(HoldResult.Held.NEW);
      assertThat(rows(store)).extracting(LedgerRow::id).contains("a/1");
    }
  }

  @Test
  void writesNoHoldBeforeTheEndThatMadeRoomForIt() throws Exception {
    Claim forty = claim("forty", Limit.of(Usd.ofNanos(40)));
    try (SqliteStore store = (SqliteStore) open(Sync.OS, null)) {
      rows(store);
      store.run(
          "create trigger over after insert on hold when (select sum(held_nanos) from hold) > 40"
              + " begin select raise(abort, 'more than the limit is held'); end");
      List<Future<?>> threads = new ArrayList<>();
      try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
        for (int thread = 0; thread < 16; thread++) {
          String word = "t" + thread + "-";
          threads.add(
              pool.submit(
                  () -> {
                    for (int i = 0; i < 2_000; i++) {
                      String id = word + i + "/1";
                      store.budgets().hold(hold(id, NOON, TEN, forty));
                      store.budgets().release(id, null);
                    }
                    return null;
                  }));
        }
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
      assertThat(store.budgets().balance(account("forty")).held()).isEqualTo(Amount.NOTHING);
    }
  }

  @Test
  void forgetsRowsThatAreTooOldAndKeepsTheAccounts() throws Exception {
    try (Store store = open(Sync.GROUP, Duration.ofDays(30))) {
      store.budgets().hold(hold("a/1", NOON, TEN, HUNDRED));
      store
          .budgets()
          .post("a/1", TEN, call("a/1", Kind.ANSWERED, NOON, Usd.ofNanos(10)))
          .receipt()
          .await();
      clock.advance(Duration.ofDays(31));
      Instant later = clock.instant();
      store.ledger().append(request("r1", Kind.REFUSED, later, Usd.ZERO)).await();
      // what is due is deleted right after a batch, and the next one waits for that
      assertThat(rows(store)).extracting(LedgerRow::id).containsExactly("r1");
    }
    try (Store store = open(Sync.GROUP, Duration.ofDays(30))) {
      assertThat(store.budgets().balance(account("hundred")).posted()).isEqualTo(TEN);
    }
  }

  @Test
  void isReadBySqlWhileItIsWritten() throws Exception {
    try (Store store = open(Sync.GROUP, null)) {
      store.budgets().hold(hold("a/1", NOON, TEN, HUNDRED));
      store
          .budgets()
          .post("a/1", TEN, call("a/1", Kind.ANSWERED, NOON, Usd.of("0.25")))
          .receipt()
          .await();
      assertThat(
              sql(
                  "select day || ' ' || kind || ' ' || tenant || ' ' || tags || ' ' || cost_usd"
                      + " from ledger_rows"))
          .isEqualTo("2026-11-20 answered shop team=a 0.25");
      assertThat(sql("select calls || ' ' || input || ' ' || cost_usd from spend_by_day"))
          .isEqualTo("1 127 0.25");
    }
  }

  private Store open(Sync sync, @Nullable Duration retention) {
    return new SqliteStoreFactory()
        .create(
            new SqliteSettings(Path.of("ledger.db"), sync, retention),
            TestPluginContext.named("sqlite").clock(clock).folder(folder));
  }

  private static List<LedgerRow> rows(Store store) {
    List<LedgerRow> rows = new ArrayList<>();
    store.ledger().rows(null, null, rows::add);
    return rows;
  }

  private String sql(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet result = statement.getResultSet()) {
        return result.next() ? result.getString(1) : "";
      }
    }
  }
}
