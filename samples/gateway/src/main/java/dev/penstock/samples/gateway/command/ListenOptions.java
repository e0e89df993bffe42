package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.GatewayOptions;
import dev.penstock.samples.gateway.server.Limits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the gateway listens, what it lets a client take, and how it ends. */
final class ListenOptions {
  private static final int LEAST_HEADERS = 1024;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private TlsOptions tls = new TlsOptions();

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to listen; 0.0.0.0 for everywhere (default: ${DEFAULT-VALUE}).")
  private String address = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      defaultValue = "32M",
      converter = Amount.Count.class,
      description = "The longest body of a request (default: ${DEFAULT-VALUE}).")
  private int body;

  @Option(
      names = "--max-headers",
      paramLabel = "BYTES",
      defaultValue = "16k",
      converter = Amount.Count.class,
      description = "The most bytes of headers of a request (default: ${DEFAULT-VALUE}).")
  private int headers;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "16k",
      converter = Amount.Count.class,
      description =
          "Connections at once; for more, idle ones are closed (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--upload-timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Amount.Time.class,
      description = "How long a body may take to come (default: ${DEFAULT-VALUE}).")
  private Duration upload = Duration.ZERO;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = Amount.Time.class,
      description =
          "How long a connection may wait for its next request (default: ${DEFAULT-VALUE}).")
  private Duration idle = Duration.ZERO;

  @Option(
      names = "--write-timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Amount.Time.class,
      description = "How long one write may wait for the client (default: ${DEFAULT-VALUE}).")
  private Duration write = Duration.ZERO;

  @Option(
      names = "--answer-timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Amount.Time.class,
      description = "How long an answer may take in all (default: ${DEFAULT-VALUE}).")
  private Duration answer = Duration.ZERO;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = Amount.Time.class,
      description =
          "How long it goes on, not ready any more, before it ends (default: ${DEFAULT-VALUE}).")
  private Duration drain = Duration.ZERO;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = Amount.Time.class,
      description = "How long answers may go on at the end (default: ${DEFAULT-VALUE}).")
  private Duration grace = Duration.ZERO;

  @Option(
      names = "--replay-bytes",
      paramLabel = "BYTES",
      defaultValue = "64M",
      converter = Amount.Count.class,
      description = "Bytes of answers kept for Idempotency-Key (default: ${DEFAULT-VALUE}).")
  private int replayBytes;

  @Option(
      names = "--replay-lifetime",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = Amount.Time.class,
      description = "How long one is kept (default: ${DEFAULT-VALUE}).")
  private Duration replayLifetime = Duration.ZERO;

  /** All that is said here, with this policy and these keys. */
  GatewayOptions with(@Nullable Path policy, Path keys) {
    if (address.isBlank() || port < 0 || port > 65_535) {
      throw wrong("--address must not be empty, and --port must be from 0 to 65535");
    }
    atLeast("--max-body", 1, body);
    atLeast("--max-headers", LEAST_HEADERS, headers);
    atLeast("--max-connections", 1, connections);
    some("--upload-timeout", upload);
    some("--idle-timeout", idle);
    some("--write-timeout", write);
    some("--answer-timeout", answer);
    Limits limits = new Limits(body, headers, connections, upload, idle, write, answer);
    return new GatewayOptions(
        policy,
        address,
        port,
        tls.files(),
        keys,
        limits,
        drain,
        grace,
        replayBytes,
        replayLifetime);
  }

  private void atLeast(String option, int least, int value) {
    if (value < least) {
      throw wrong(option + " must be at least " + least + ", not " + value);
    }
  }

  private void some(String option, Duration time) {
    if (time.isZero()) {
      throw wrong(option + " must be more than nothing");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
