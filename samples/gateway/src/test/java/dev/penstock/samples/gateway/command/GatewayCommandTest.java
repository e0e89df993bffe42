package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("serve");
  }

  @Test
  void aPolicyThatIsWrongIsToldAndNothingRuns(@TempDir Path folder) throws IOException {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(policy, "version: 1\n");

    assertThat(run("serve", "--port", "0", "--policy", policy.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("policy.yaml").contains("routes");
  }

  @Test
  void aFileOfKeysThatIsWrongIsToldAndNothingRuns(@TempDir Path folder) throws IOException {
    Path keys = folder.resolve("keys");
    Files.writeString(keys, "psk-secret\n");

    assertThat(run("serve", "--port", "0", "--keys", keys.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("keys:1").doesNotContain("secret");
  }

  @Test
  void itsOwnPolicyIsOne() {
    try (Engine engine = Engine.builder().policy(OwnPolicy.text()).build()) {
      assertThat(engine.health()).isNotEmpty();
    }
  }

  private int run(String... args) {
    return GatewayCommand.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }
}
