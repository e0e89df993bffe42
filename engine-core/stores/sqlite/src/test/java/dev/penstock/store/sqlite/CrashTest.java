package dev.penstock.store.sqlite;

import static dev.penstock.testkit.store.StoreRows.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed at random instants under load; what it acknowledged is there, once. */
class CrashTest {
  private static final int KILLS = Integer.getInteger("kills", 5);

  @TempDir private Path folder;
  private final Map<String, Long> billed = new HashMap<>();
  private final Map<String, Long> kept = new HashMap<>();

  @Test
  @Timeout(600)
  void losesAndDoublesNoAcknowledgedRowWhenKilled() throws Exception {
    Random random = new Random(4);
    for (int kill = 0; kill < KILLS; kill++) {
      runAndKill("k" + kill, 200 + random.nextInt(2_000));
      check();
    }
  }

  private void runAndKill(String word, int lines) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                TestProcess.command(List.of(), CrashWriter.class, folder.toString(), word))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      for (int i = 0; i < lines; i++) {
        take(output.readLine());
      }
      assertThat(process.toHandle().destroyForcibly()).isTrue(); // leaves its output readable
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        take(line);
      }
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private void take(@Nullable String line) {
    assertThat(line).as("the process writes lines until it is killed").isNotNull();
    String[] words = Objects.requireNonNull(line).split(" ", -1);
    if (words.length == 3) {
      (words[0].equals("bill") ? billed : kept).put(words[1], Long.parseLong(words[2]));
    }
  }

  private void check() {
    long started = System.nanoTime();
    try (Store store =
        new SqliteStoreFactory()
            .create(
                SqliteSettings.at(Path.of("ledger.db")),
                TestPluginContext.named("sqlite").clock(new FakeClock()).folder(folder))) {
      assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(10));
      List<LedgerRow> rows = new ArrayList<>();
      store.ledger().rows(null, null, rows::add);
      Map<String, LedgerRow> byId = new HashMap<>();
      for (LedgerRow row : rows) {
        assertThat(byId.put(row.id(), row)).as("%s is there twice", row.id()).isNull();
      }
      kept.forEach(
          (id, cost) -> {
            assertThat(byId).as("an acknowledged row").containsKey(id);
            assertThat(byId.get(id).kind()).isEqualTo(Kind.ANSWERED);
            assertThat(byId.get(id).cost()).isEqualTo(Usd.ofNanos(cost));
          });
      billed.forEach(
          (id, cost) ->
              assertThat(byId.get(id).cost().nanos())
                  .as("%s is posted with no less than its bill", id)
                  .isGreaterThanOrEqualTo(cost));
      Amount posted = store.budgets().balance(account("all")).posted();
      assertThat(store.budgets().balance(account("all")).held()).isEqualTo(Amount.NOTHING);
      assertThat(posted.cost().nanos())
          .as("rows add up to the account")
          .isEqualTo(rows.stream().mapToLong(row -> row.cost().nanos()).sum());
    }
  }
}
