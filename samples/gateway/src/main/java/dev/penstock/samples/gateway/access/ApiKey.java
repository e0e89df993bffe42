package dev.penstock.samples.gateway.access;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored: all but its text.
 *
 * @param id its id
 * @param hash the SHA-256 of its text, 32 bytes
 * @param tenant whose requests are made with it
 * @param user whose within the tenant, or null
 * @param admin whether it is for administration
 * @param expires when it ends, or null for never
 * @param revoked whether it was taken back
 */
record ApiKey(
    String id,
    ByteBuffer hash,
    String tenant,
    @Nullable String user,
    boolean admin,
    @Nullable Instant expires,
    boolean revoked) {
  static final int HASH_BYTES = 32;

  /** Refuses a key that is nobody's. */
  ApiKey {
    hash = hash.asReadOnlyBuffer();
    if (id.isBlank() || tenant.isBlank() || (user != null && user.isBlank())) {
      throw new IllegalArgumentException("id, tenant and user of a key must not be blank");
    }
    if (hash.remaining() != HASH_BYTES) {
      throw new IllegalArgumentException("the hash of a key has " + HASH_BYTES + " bytes");
    }
  }

  /** Whether that is the hash, in a time that does not tell how much of it is right. */
  boolean isHash(byte[] other) {
    byte[] own = new byte[HASH_BYTES];
    hash.duplicate().get(own);
    return MessageDigest.isEqual(own, other);
  }

  boolean isValid(Instant now) {
    return !revoked && (expires == null || now.isBefore(expires));
  }

  Caller caller() {
    return new Caller(id, tenant, user, admin);
  }
}
