package dev.penstock.core.embed;

import dev.penstock.api.chat.Metadata;
import java.time.Instant;

/**
 * For whose request a vector is made.
 *
 * @param id the request's id
 * @param at when it came in, which decides its day
 */
public record Asker(String id, Instant at, Metadata metadata) {}
