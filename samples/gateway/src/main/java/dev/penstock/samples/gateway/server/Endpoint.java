package dev.penstock.samples.gateway.server;

/**
 * Something that can be asked.
 *
 * @param method the method of HTTP
 * @param path the whole path, byte by byte; one that ends with a slash stands for all names right
 *     below it
 * @param access who may ask
 * @param errors how its wire writes errors
 * @param handler who answers
 */
public record Endpoint(
    String method, String path, Access access, ErrorShape errors, Handler handler) {
  /** Who may ask. */
  public enum Access {
    /** Everybody. */
    OPEN,
    /** Whoever has a key. */
    KEY,
    /** Whoever has a key for administration. */
    ADMIN
  }

  /** Whether it takes a body. */
  boolean hasBody() {
    return method.equals("POST");
  }
}
