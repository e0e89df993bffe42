package dev.penstock.samples.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The text of a key: {@code psk-}, an id of twelve hexadecimal digits, a dash, and 256 random bits
 * in the URL-safe Base64 alphabet. The id finds the key, the rest proves it.
 */
record KeyText(String id, String text) {
  private static final String PREFIX = "psk-";
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_FROM = PREFIX.length() + 2 * ID_BYTES + 1;
  private static final int LENGTH = SECRET_FROM + (SECRET_BYTES * 8 + 5) / 6;

  /** A key that nobody has had before. */
  static KeyText random(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    String name = HexFormat.of().formatHex(id);
    return new KeyText(
        name, PREFIX + name + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** The key of that text, or null if it has not the form of one. */
  static @Nullable KeyText of(String text) {
    if (text.length() != LENGTH
        || !text.startsWith(PREFIX)
        || text.charAt(SECRET_FROM - 1) != '-') {
      return null;
    }
    return new KeyText(text.substring(PREFIX.length(), SECRET_FROM - 1), text);
  }

  /** The SHA-256 of the whole text. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The id only. */
  @Override
  public String toString() {
    return PREFIX + id + "-*****";
  }
}
