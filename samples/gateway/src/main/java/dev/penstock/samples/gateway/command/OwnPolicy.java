package dev.penstock.samples.gateway.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The policy that comes with the gateway. */
final class OwnPolicy {
  private static final String FILE = "/dev/penstock/samples/gateway/gateway.yaml";

  private OwnPolicy() {}

  static String text() {
    try (InputStream in = OwnPolicy.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the gateway's own policy", e);
    }
  }
}
