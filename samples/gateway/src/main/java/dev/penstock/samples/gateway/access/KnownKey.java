package dev.penstock.samples.gateway.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a key.
 *
 * @param id its id
 * @param tenant whose requests are made with it
 * @param user whose within the tenant, or null
 * @param admin whether it is for administration
 * @param expires when it ends, or null for never
 * @param revoked whether it was taken back
 */
public record KnownKey(
    String id,
    String tenant,
    @Nullable String user,
    boolean admin,
    @Nullable Instant expires,
    boolean revoked) {
  /** Whether it opens the door at that time. */
  public boolean isValid(Instant now) {
    return !revoked && (expires == null || now.isBefore(expires));
  }
}
