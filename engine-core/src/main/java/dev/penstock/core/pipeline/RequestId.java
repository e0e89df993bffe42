package dev.penstock.core.pipeline;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id of a request whose caller gave it none. */
public final class RequestId {
  private RequestId() {}

  /** One that no other request has. */
  public static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return "r-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
