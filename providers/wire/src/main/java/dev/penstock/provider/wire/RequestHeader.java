package dev.penstock.provider.wire;

import dev.penstock.spi.Secret;

/**
 * A header of every request.
 *
 * @param name its name
 * @param value its value
 * @param sensitive whether the value is a key, which never shows
 */
public record RequestHeader(String name, String value, boolean sensitive) {
  /** A header that may be shown. */
  public static RequestHeader of(String name, String value) {
    return new RequestHeader(name, value, false);
  }

  /**
   * A header that carries a key.
   *
   * @param scheme what stands before the key, such as {@code "Bearer "}, or nothing
   */
  public static RequestHeader key(String name, String scheme, Secret key) {
    return new RequestHeader(name, scheme + key.reveal(), true);
  }

  /** Name and value; five asterisks for a key. */
  @Override
  public String toString() {
    return name + ": " + (sensitive ? "*****" : value);
  }
}
