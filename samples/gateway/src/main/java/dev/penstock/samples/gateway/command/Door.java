package dev.penstock.samples.gateway.command;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How a client gets to the gateway. */
record Door(boolean tls, String address) {
  /** Whether what goes through it can be read on the way. */
  boolean isOpen() {
    return !tls && !host().isLoopbackAddress();
  }

  String url(int port) {
    return (tls ? "https://" : "http://")
        + (address.contains(":") ? "[" + address + "]" : address)
        + ":"
        + port;
  }

  /** A command that asks something. */
  String curl(int port, String key) {
    return "curl "
        + (tls ? "-k " : "")
        + (host().isAnyLocalAddress() ? new Door(tls, "127.0.0.1") : this).url(port)
        + "/v1/chat/completions -H 'Authorization: Bearer "
        + key
        + "' -H 'Content-Type: application/json' -d"
        + " '{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'";
  }

  private InetAddress host() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--address must be an address of this machine, not " + address, e);
    }
  }
}
