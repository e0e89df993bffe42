package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class GatewayCommandTest {
  @Test
  void withoutACommandItSaysWhichThereAre() {
    Typed typed = Typed.of();
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("serve");
  }

  @Test
  void aPolicyThatIsWrongIsToldAndNothingRuns(@TempDir Path folder) throws IOException {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(policy, "version: 1\n");

    Typed typed = Typed.of("serve", "--port", "0", "--policy", policy.toString());
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("policy.yaml").contains("routes");
  }

  @Test
  void aFileOfKeysThatIsWrongIsToldAndNothingRuns(@TempDir Path folder) throws IOException {
    Path keys = folder.resolve("keys");
    Files.writeString(keys, "psk-secret\n");

    Typed typed = Typed.of("serve", "--port", "0", "--keys", keys.toString());
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("keys:1").doesNotContain("secret");
  }

  @Test
  void aRehearsalAsksOnEveryWireAndEnds() {
    Typed typed = Typed.of("serve", "--rehearse");

    assertThat(typed.err()).isEmpty();
    assertThat(typed.code()).isZero();
  }

  @Test
  void itsOwnPolicyIsOne() {
    try (Engine engine = Engine.builder().policy(OwnPolicy.text()).build()) {
      assertThat(engine.health()).isNotEmpty();
    }
  }

  @Test
  void helpOfEveryCommandSaysWhatItDoesAndHowItEnds() {
    CommandLine line =
        GatewayCommand.line(
            new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false,
                Ansi.OFF));
    assertThat(line.getSubcommands().keySet())
        .contains("serve", "ask", "explain", "validate", "schema", "report", "models", "keys")
        .contains("recall-eval", "classify-eval", "calibrate", "classify-learn")
        .contains("calibrate-confidence", "generate-completion");
    line.getSubcommands().keySet().forEach(command -> assertHelps(command));
    for (String command : line.getSubcommands().get("keys").getSubcommands().keySet()) {
      assertHelps("keys", command);
    }
  }

  private static void assertHelps(String... command) {
    String[] typed = Arrays.copyOf(command, command.length + 1);
    typed[command.length] = "--help";
    String name = "gateway " + String.join(" ", command);
    Typed help = Typed.of(typed);

    assertThat(help.code()).as(name).isZero();
    assertThat(help.err()).as(name).isEmpty();
    assertThat(help.out()).as(name).contains("Usage: " + name, "Exit codes:");
    if (!name.endsWith(" generate-completion")) {
      assertThat(help.out()).as(name).contains("Example").contains("  " + name + " ");
    }
  }

  @Test
  void anUnknownOptionIsToldInALineWithWhereToLook() {
    for (String command : new String[] {"ask", "report", "calibrate", "validate"}) {
      Typed typed = Typed.of(command, "--nonsense=1");

      assertThat(typed.code()).as(command).isEqualTo(2);
      assertThat(typed.out()).isEmpty();
      assertThat(typed.err())
          .contains("see: gateway " + command + " --help")
          .doesNotContain("\tat ");
    }
    assertThat(Typed.of("asx").err()).contains("asx").contains("ask");
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(Typed.with("", true, "ask", "--help").out()).contains("\u001b[");
    assertThat(Typed.of("ask", "--help").out()).doesNotContain("\u001b[");
    assertThat(Terminal.colours(true, name -> null)).isEqualTo(Ansi.ON);
    assertThat(Terminal.colours(true, Map.of("NO_COLOR", "1")::get)).isEqualTo(Ansi.OFF);
    assertThat(Terminal.colours(true, Map.of("TERM", "dumb")::get)).isEqualTo(Ansi.OFF);
    assertThat(Terminal.colours(false, name -> null)).isEqualTo(Ansi.OFF);
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(Typed.of("generate-completion").out())
        .contains("complete -F", "classify-learn", "--strong-share");
  }
}
