package dev.penstock.core.recall;

import dev.penstock.api.explain.Likeness;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What a request had to do with the cache.
 *
 * @param key the key of its question
 * @param answer what it was given, or what was stored for it
 * @param entryId the entry of a similar question, or null
 * @param likeness what spoke for it, or null
 */
record Trace(
    CacheKey key, CachedAnswer answer, @Nullable String entryId, @Nullable Likeness likeness) {}
