package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.Report;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine goes on with the ledger of the one before, and shares it with no other. */
class LedgerRestartTest {
  private static final Usage USED = Usage.of(9, 5);
  private static final Script ALTERNATELY =
      exchange ->
          exchange.number() % 2 == 0
              ? Reply.failure(500, null)
              : Reply.deltas("one ", "two").usage(USED);

  @TempDir private Path folder;
  private final CountDownLatch never = new CountDownLatch(1);
  private LedgerFile file;
  private ScriptedServer first;
  private ScriptedServer second;

  @BeforeEach
  void start() {
    file = new LedgerFile(folder.resolve("ledger.db"));
    first = ScriptedServer.openAi(ALTERNATELY);
    second = ScriptedServer.openAi(exchange -> Reply.text("hello", USED));
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private String policy() {
    return file.policy("sqlite", first, second);
  }

  private static Engine engine(String policy) {
    return Engine.builder().policy(policy).environment(name -> "sk-test").build();
  }

  @Test
  void anEngineThatReadsReportsTheSameBesideTheOwnerAndAnswersNothing() {
    try (Engine owner = engine(policy())) {
      owner.route(ChatRequest.ofTenant("shop", "question"));
      try (Engine reader =
          Engine.builder().policy(policy()).environment(name -> "sk-test").readOnly().build()) {
        Report told = owner.report(); // which waits until all is written
        assertThat(reader.report()).isEqualTo(told);
        assertThat(reader.report().cost()).isGreaterThan(Usd.ZERO);
        assertThat(reader.explain(ChatRequest.ofTenant("shop", "question")).route()).isNotNull();
        PenstockException refused =
            catchThrowableOfType(
                PenstockException.class,
                () -> reader.route(ChatRequest.ofTenant("shop", "question")));
        assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
        assertThat(refused).hasMessageContaining("reads only");
      }
    }
  }

  @Test
  void reportsTheSameAndHasTheSameLeftAfterARestart() {
    Report before;
    try (Engine engine = engine(policy())) {
      for (int i = 0; i < 5; i++) {
        engine.route(ChatRequest.ofTenant("shop", "question " + i));
        try (ChatStream stream = engine.stream(ChatRequest.ofTenant("desk", "piece by piece"))) {
          stream.next(); // and it is closed before its end
        }
      }
      before = engine.report();
      assertThat(before.cost()).isGreaterThan(Usd.ZERO);
      assertThat(before.wastedCost()).isGreaterThan(Usd.ZERO);
      assertThat(before.budgets()).hasSize(3);
    }
    for (int restarts = 0; restarts < 2; restarts++) {
      try (Engine engine = engine(policy())) {
        assertThat(engine.report()).isEqualTo(before);
      }
    }
    try (Engine engine = engine(policy())) {
      Usd cost = engine.route(Desk.QUESTION).cost();
      assertThat(cost).isGreaterThan(Usd.ZERO);
      assertThat(engine.report().budgets().getFirst().used())
          .isEqualTo(before.budgets().getFirst().used().plus(cost));
    }
  }

  @Test
  void doesNotSpendWhatWasSpentBeforeTheRestart() {
    Usd used;
    try (Engine engine = engine(policy())) {
      engine.route(Desk.QUESTION);
      used = engine.report().budgets().getFirst().used();
    }
    String tight = policy().replace("total, limit: 100.00 USD", "total, limit: " + used + " USD");
    try (Engine engine = engine(tight)) {
      PenstockException refused =
          catchThrowableOfType(PenstockException.class, () -> engine.route(Desk.QUESTION));
      assertThat(refused.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
      assertThat(engine.report().budgets().getFirst().used()).isEqualTo(used);
    }
    assertThat(first.exchanges()).hasSize(1);
  }

  @Test
  void refusesTheFileThatAnotherEngineOfTheProcessHas() {
    try (Engine engine = engine(policy())) {
      assertThatRefused();
      engine.route(Desk.QUESTION);
    }
    engine(policy()).close();
  }

  @Test
  void refusesTheFileThatAnotherProcessHasUntilItDies() throws Exception {
    try (ScriptedServer slow =
            ScriptedServer.openAi(exchange -> Reply.text("never").heldBy(never));
        LedgerProcess other =
            LedgerProcess.start(
                CrashPoint.AFTER_SENDING, Mode.WHOLE, file.policy("halting", slow, second))) {
      slow.awaitExchange(1, Duration.ofSeconds(20));
      assertThatRefused();
      assertThat(file.held()).as("the other's call").hasSize(1);
      other.kill();
      try (Engine engine = engine(policy())) {
        assertThat(engine.report().attempts()).isEqualTo(1);
      }
    }
  }

  private void assertThatRefused() {
    assertThatThrownBy(() -> engine(policy()))
        .isInstanceOfSatisfying(
            PenstockException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE))
        .hasMessageContaining("another engine has the ledger " + file.path() + " open")
        .hasMessageContaining("close that one first, or give each its own path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "another file     | ledger: {plugin: sqlite, path: other.db}",
        "another sync     | ledger: {plugin: sqlite, path: ledger.db, sync: each}",
        "another plugin   | ledger: {plugin: halting, path: ledger.db}",
        "none at all      | ''",
      })
  void refusesAReloadToAnotherLedgerAndGoesOn(String what, String ledger) throws IOException {
    Path policy = folder.resolve("policy.yaml");
    write(policy, "ledger: {plugin: sqlite, path: ledger.db}");
    try (Engine engine =
        Engine.builder()
            .policy(policy)
            .plugin(new HaltingStore(CrashPoint.BEFORE_HOLD))
            .environment(name -> "sk-test")
            .build()) {
      Usd cost = engine.route(Desk.QUESTION).cost();
      write(policy, ledger);
      assertThatThrownBy(engine::reload)
          .as(what)
          .isInstanceOf(PolicyException.class)
          .hasMessageContaining("policy.yaml:")
          .hasMessageContaining("LEDGER_CHANGED")
          .hasMessageContaining("put it back, or build a new engine");
      assertThat(folder.resolve("other.db")).doesNotExist();
      Usd more = engine.route(Desk.QUESTION).cost();
      assertThat(engine.report().cost()).isEqualTo(cost.plus(more));

      write(policy, "ledger: {plugin: sqlite, path: ledger.db, sync: group} # as it is");
      assertThat(engine.reload()).as("the same in other words").isTrue();
      assertThat(engine.report().cost()).isEqualTo(cost.plus(more));
    }
  }

  @Test
  void refusesAReloadToAFileWhereThereWasNone() throws IOException {
    Path policy = folder.resolve("policy.yaml");
    write(policy, "");
    try (Engine engine = Engine.builder().policy(policy).environment(name -> "sk-test").build()) {
      engine.route(Desk.QUESTION);
      write(policy, "ledger: {plugin: sqlite, path: ledger.db}");
      assertThatThrownBy(engine::reload)
          .isInstanceOf(PolicyException.class)
          .hasMessageContaining("policy.yaml:2:")
          .hasMessageContaining("LEDGER_CHANGED");
      assertThat(file.path()).doesNotExist();
      assertThat(engine.report().attempts()).isEqualTo(1);
    }
  }

  private void write(Path path, String ledger) throws IOException {
    Files.writeString(path, policy().replaceFirst("ledger: .*", ledger));
  }
}
