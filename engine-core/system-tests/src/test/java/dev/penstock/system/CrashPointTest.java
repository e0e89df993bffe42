package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process dies at each point of an attempt. The engine that goes on with its file has posted at
 * least what was billed, holds nothing, and has one row for each attempt that was held for. No
 * request came to a provider before its hold was in the file.
 */
class CrashPointTest {
  private static final Usage INPUT = Usage.of(9, 0);
  private static final Usage WHOLE = Usage.of(9, 150);
  private static final int FIRST_PIECE = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @DisplayName("I1 to I6 after a death at each point of the second attempt")
  @CsvSource({
    "BEFORE_HOLD,       WHOLE,    0, none",
    "AFTER_HOLD,        STREAMED, 0, LOST",
    "AFTER_SENDING,     WHOLE,    1, LOST",
    "AFTER_SENDING,     STREAMED, 1, LOST",
    "AFTER_FIRST_PIECE, STREAMED, 1, LOST",
    "AFTER_USAGE,       WHOLE,    1, LOST",
    "AFTER_POST,        STREAMED, 1, LOST or ANSWERED",
    "AFTER_ROW,         WHOLE,    1, ANSWERED",
  })
  void postsAtLeastWhatWasBilled(CrashPoint point, Mode mode, int calls, String row)
      throws Exception {
    LedgerFile file = new LedgerFile(folder.resolve("ledger.db"));
    List<String> heldOnArrival = new CopyOnWriteArrayList<>();
    CompletableFuture<LedgerProcess> dying = new CompletableFuture<>();
    try (ScriptedServer first =
            ScriptedServer.openAi(
                exchange -> {
                  heldOnArrival.addAll(file.held());
                  return Reply.failure(500, null).billed(INPUT);
                });
        ScriptedServer second =
            ScriptedServer.openAi(
                exchange -> {
                  heldOnArrival.addAll(file.held());
                  return answer(point, dying);
                })) {
      try (LedgerProcess process =
          LedgerProcess.start(point, mode, file.policy("halting", first, second))) {
        dying.complete(process);
        assertThat(process.awaitEnd()).isEqualTo(point == CrashPoint.AFTER_SENDING ? 137 : 0);
      }
      assertThat(second.exchanges()).hasSize(calls);
      assertThat(heldOnArrival).hasSize(1 + calls).last().asString().endsWith("/" + (1 + calls));

      Usd posted = posted(file.policy("sqlite", first, second));
      assertThat(posted).isGreaterThanOrEqualTo(billed(first).plus(billed(second)));
      assertThat(posted(file.policy("sqlite", first, second))).as("once more").isEqualTo(posted);
    }
    Map<String, Kind> rows = kinds(file.rows());
    assertThat(rows.remove("1")).isIn(Kind.WASTED, Kind.LOST);
    if (point == CrashPoint.BEFORE_HOLD) {
      assertThat(rows).isEmpty();
    } else {
      assertThat(rows).containsOnlyKeys("2");
      assertThat(row).contains(rows.get("2").name());
    }
  }

  private static Reply answer(CrashPoint point, CompletableFuture<LedgerProcess> dying) {
    Reply.Answer whole = Reply.deltas("one ", "two ".repeat(100)).usage(WHOLE);
    if (point == CrashPoint.AFTER_SENDING) {
      dying.join().kill();
    }
    return point == CrashPoint.AFTER_FIRST_PIECE
        ? whole.heldAfter(FIRST_PIECE, new CountDownLatch(1))
        : whole;
  }

  /** The kinds of the rows by the attempts' numbers; each attempt has one. */
  private static Map<String, Kind> kinds(List<LedgerRow> rows) {
    Map<String, Kind> kinds = new HashMap<>();
    for (LedgerRow row : rows) {
      String number = row.id().substring(row.id().lastIndexOf('/') + 1);
      assertThat(kinds.put(number, row.kind())).as("%s is there twice", row.id()).isNull();
    }
    return kinds;
  }

  /** What the next engine has in its budgets, which is what its report says. */
  private static Usd posted(String policy) {
    try (Engine engine = Engine.builder().policy(policy).environment(name -> "sk-test").build()) {
      List<BudgetState> budgets = new ArrayList<>(engine.report().budgets());
      assertThat(budgets).extracting(BudgetState::held).containsOnly(Usd.ZERO);
      BudgetState ever = budgets.removeFirst();
      assertThat(budgets.stream().map(BudgetState::used).reduce(Usd.ZERO, Usd::plus))
          .isEqualTo(ever.used());
      assertThat(engine.report().cost()).isEqualTo(ever.used());
      return ever.used();
    }
  }

  private static Usd billed(ScriptedServer server) {
    return server.exchanges().stream()
        .map(Exchange::billed)
        .map(Desk::cost)
        .reduce(Usd.ZERO, Usd::plus);
  }
}
