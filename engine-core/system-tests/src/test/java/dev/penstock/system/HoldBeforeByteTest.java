package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Attempt;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another reader of the ledger's file finds the hold of an attempt when its first byte comes. */
class HoldBeforeByteTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @DisplayName("I2: the hold of each attempt is in the file before its first byte is sent")
  @CsvSource({"each, WHOLE", "group, WHOLE", "group, STREAMED", "os, STREAMED"})
  void writesTheHoldBeforeTheFirstByte(String sync, Mode mode) {
    LedgerFile file = new LedgerFile(folder.resolve("ledger.db"));
    try (FirstByte<List<String>> first = new FirstByte<>(file::held);
        FirstByte<List<String>> second = new FirstByte<>(file::held)) {
      String store = "sqlite, sync: " + sync;
      String policy = file.policy(store, first.address(), second.address());
      try (Engine engine = Engine.builder().policy(policy).environment(name -> "sk-test").build()) {
        PenstockException error =
            catchThrowableOfType(PenstockException.class, () -> ask(engine, mode));
        assertThat(error.code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
        List<String> attempts = error.attempts().stream().map(Attempt::id).toList();
        assertThat(attempts).hasSize(2);
        assertThat(first.seen()).containsExactly(List.of(attempts.get(0)));
        assertThat(second.seen()).containsExactly(List.of(attempts.get(1)));
      }
      assertThat(file.held()).isEmpty();
    }
  }

  private static void ask(Engine engine, Mode mode) {
    switch (mode) {
      case WHOLE -> engine.route(Desk.QUESTION);
      case STREAMED -> {
        try (ChatStream stream = engine.stream(Desk.QUESTION)) {
          while (stream.next() != null) {}
        }
      }
    }
  }
}
