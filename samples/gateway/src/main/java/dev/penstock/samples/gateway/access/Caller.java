package dev.penstock.samples.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the key says.
 *
 * @param keyId the id of the key, which is no secret
 * @param tenant whose requests they are
 * @param user whose within the tenant, or null if the key is not one person's
 * @param admin whether the key is for administration
 */
public record Caller(String keyId, String tenant, @Nullable String user, boolean admin) {}
