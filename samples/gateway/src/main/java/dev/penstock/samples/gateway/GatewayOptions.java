package dev.penstock.samples.gateway;

import dev.penstock.samples.gateway.server.Limits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how the gateway runs. Who answers is the policy's to say.
 *
 * @param address the address to listen on
 * @param port the port, 0 for a free one
 * @param keys the file of API keys
 * @param limits what a client may take
 * @param grace how long answers may go on when the gateway is closed
 * @param replayBytes the bytes of answers kept for requests that are sent again
 * @param replayLifetime how long one is kept
 */
public record GatewayOptions(
    String address,
    int port,
    Path keys,
    Limits limits,
    Duration grace,
    long replayBytes,
    Duration replayLifetime) {
  /** Refuses values out of range. */
  public GatewayOptions {
    if (address.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("an address and a port from 0 to 65535 are needed");
    }
    if (grace.isNegative() || replayBytes < 0 || replayLifetime.isNegative()) {
      throw new IllegalArgumentException("grace and what is kept must not be negative");
    }
  }

  /** Loopback, default limits, 20 s of grace; 64 MiB of answers are kept for a day. */
  public static GatewayOptions onLoopback(int port, Path keys) {
    return new GatewayOptions(
        "127.0.0.1",
        port,
        keys,
        Limits.DEFAULT,
        Duration.ofSeconds(20),
        64L * 1024 * 1024,
        Duration.ofHours(24));
  }

  /** The same with other limits and another grace. */
  public GatewayOptions with(Limits other, Duration otherGrace) {
    return new GatewayOptions(address, port, keys, other, otherGrace, replayBytes, replayLifetime);
  }
}
