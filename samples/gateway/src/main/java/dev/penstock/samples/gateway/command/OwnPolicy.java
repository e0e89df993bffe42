package dev.penstock.samples.gateway.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The policies that come with the gateway. */
final class OwnPolicy {
  private static final String FOLDER = "/dev/penstock/samples/gateway/";

  private OwnPolicy() {}

  static String text() {
    return text("gateway.yaml");
  }

  /** Another policy that comes with it. */
  static String text(String file) {
    try (InputStream in = OwnPolicy.class.getResourceAsStream(FOLDER + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a policy of the gateway's own", e);
    }
  }
}
