package dev.penstock.samples.gateway;

import dev.penstock.samples.gateway.server.Limits;
import dev.penstock.samples.gateway.server.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the gateway runs. Who answers is the policy's to say.
 *
 * @param policy the file that the engine has its policy from, or null if it has it from no file
 * @param address the address to listen on
 * @param port the port, 0 for a free one
 * @param tls the files of TLS, or null for none
 * @param keys the file of API keys
 * @param limits what a client may take
 * @param drain how long everything is answered as before, but for the readiness, when the gateway
 *     is closed
 * @param grace how long answers may go on after that
 * @param replayBytes the bytes of answers kept for requests that are sent again
 * @param replayLifetime how long one is kept
 */
public record GatewayOptions(
    @Nullable Path policy,
    String address,
    int port,
    @Nullable TlsFiles tls,
    Path keys,
    Limits limits,
    Duration drain,
    Duration grace,
    long replayBytes,
    Duration replayLifetime) {
  /** Refuses values out of range. */
  public GatewayOptions {
    if (address.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("an address and a port from 0 to 65535 are needed");
    }
    if (drain.isNegative()
        || grace.isNegative()
        || replayBytes < 0
        || replayLifetime.isNegative()) {
      throw new IllegalArgumentException("drain, grace and what is kept must not be negative");
    }
  }

  /** Loopback, default limits, no drain, 20 s of grace; 64 MB of answers are kept for a day. */
  public static GatewayOptions onLoopback(int port, Path keys) {
    return new GatewayOptions(
        null,
        "127.0.0.1",
        port,
        null,
        keys,
        Limits.DEFAULT,
        Duration.ZERO,
        Duration.ofSeconds(20),
        64_000_000,
        Duration.ofHours(24));
  }

  /** The same with other limits and another grace. */
  public GatewayOptions with(Limits other, Duration otherGrace) {
    return new GatewayOptions(
        policy, address, port, tls, keys, other, drain, otherGrace, replayBytes, replayLifetime);
  }
}
