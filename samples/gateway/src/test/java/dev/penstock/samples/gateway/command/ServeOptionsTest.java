package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.samples.gateway.GatewayOptions;
import dev.penstock.samples.gateway.server.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ServeOptionsTest {
  private static final Path KEYS = Path.of("keys");

  @Command
  private static final class Program {
    @Mixin private ListenOptions listen = new ListenOptions();
  }

  private static GatewayOptions options(Map<String, String> variables, String... args) {
    Program program = new Program();
    new CommandLine(program)
        .setDefaultValueProvider(new Environment(variables::get))
        .parseArgs(args);
    return program.listen.with(null, KEYS);
  }

  @Test
  void whatIsNotGivenIsAsInAnEmbeddedGateway() {
    assertThat(options(Map.of())).isEqualTo(GatewayOptions.onLoopback(8080, KEYS));
  }

  @Test
  void everythingMayBeGiven() {
    GatewayOptions options =
        options(
            Map.of(),
            "--address=::1",
            "--port=0",
            "--max-body=2M",
            "--max-headers=8k",
            "--max-connections=300",
            "--upload-timeout=1s",
            "--idle-timeout=2m",
            "--write-timeout=300ms",
            "--answer-timeout=1h",
            "--drain=5s",
            "--grace=0s",
            "--replay-bytes=0",
            "--replay-lifetime=7d",
            "--tls-certificate=a.pem",
            "--tls-key=b.pem",
            "--tls-client-ca=c.pem");

    assertThat(options.address()).isEqualTo("::1");
    assertThat(options.port()).isZero();
    assertThat(options.limits().body()).isEqualTo(2_000_000);
    assertThat(options.limits().headers()).isEqualTo(8_000);
    assertThat(options.limits().connections()).isEqualTo(300);
    assertThat(options.limits().upload()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.limits().idle()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.limits().write()).isEqualTo(Duration.ofMillis(300));
    assertThat(options.limits().duration()).isEqualTo(Duration.ofHours(1));
    assertThat(options.drain()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.grace()).isZero();
    assertThat(options.replayBytes()).isZero();
    assertThat(options.replayLifetime()).isEqualTo(Duration.ofDays(7));
    assertThat(options.tls())
        .isEqualTo(new TlsFiles(Path.of("a.pem"), Path.of("b.pem"), Path.of("c.pem")));
  }

  @Test
  void aVariableStandsInForAnOptionThatIsNotGiven() {
    Map<String, String> variables =
        Map.of("GATEWAY_PORT", "1234", "GATEWAY_MAX_BODY", "1M", "GATEWAY_ADDRESS", "0.0.0.0");
    GatewayOptions options = options(variables, "--port", "5678");

    assertThat(options.port()).isEqualTo(5678);
    assertThat(options.limits().body()).isEqualTo(1_000_000);
    assertThat(options.address()).isEqualTo("0.0.0.0");
  }

  @Test
  void aVariableThatIsOfNoUseIsNamed() {
    CommandLine line =
        new CommandLine(new ServeCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setDefaultValueProvider(
                new Environment(Map.of("GATEWAY_PORT", "tcp://10.0.0.1:8080")::get));

    assertThatThrownBy(() -> line.parseArgs())
        .isInstanceOfSatisfying(
            ParameterException.class,
            e -> {
              Environment environment = (Environment) line.getDefaultValueProvider();
              assertThat(environment.origin(e.getArgSpec(), e.getValue()))
                  .isEqualTo(" (from the variable GATEWAY_PORT)");
            });
  }

  @Test
  void optionsMayStandInAFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gateway.args"),
            """
            # where to listen
            --port 4321
            --grace=90s
            """);

    GatewayOptions options = options(Map.of(), "@" + file);
    assertThat(options.port()).isEqualTo(4321);
    assertThat(options.grace()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void whatIsOfNoUseIsToldByNameAndNothingRuns() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("--port=x", "--port"),
            Map.entry("--port=70000", "--port must be from 0 to 65535"),
            Map.entry("--max-body=0", "--max-body must be at least 1"),
            Map.entry("--max-body=32MB", "'32MB' is no number such as 500, 16k or 32M"),
            Map.entry("--max-body=9999M", "is more than"),
            Map.entry("--max-headers=100", "--max-headers must be at least 1024"),
            Map.entry("--max-connections=0", "--max-connections"),
            Map.entry("--grace=20", "no time with its unit such as 500ms, 30s"),
            Map.entry("--grace=-1s", "--grace"),
            Map.entry("--idle-timeout=0s", "--idle-timeout must be more than nothing"),
            Map.entry("--watch=1y", "--watch"),
            Map.entry("--tls-key=k.pem", "both --tls-certificate and --tls-key"),
            Map.entry("--tls-client-ca=k.pem", "both --tls-certificate and --tls-key"),
            Map.entry("--address=no such host", "--address must be an address of this machine"),
            Map.entry("@/no/such/file.args", "/no/such/file.args"));

    wrong.forEach(
        (option, message) -> {
          Typed typed = Typed.of("serve", option);
          assertThat(typed.code()).as(option).isEqualTo(2);
          assertThat(typed.err()).as(option).contains(message).doesNotContain("\tat ");
          assertThat(typed.out()).as(option).isEmpty();
        });
  }

  @Test
  void aWayInThatCanBeReadFromOutsideIsKnownAsOne() {
    assertThat(new Door(false, "0.0.0.0").isOpen()).isTrue();
    assertThat(new Door(true, "0.0.0.0").isOpen()).isFalse();
    assertThat(new Door(false, "::1").isOpen()).isFalse();
    assertThat(new Door(false, "::1").url(80)).isEqualTo("http://[::1]:80");
    assertThat(new Door(true, "0.0.0.0").curl(80, "k")).startsWith("curl -k https://127.0.0.1:80/");
  }
}
