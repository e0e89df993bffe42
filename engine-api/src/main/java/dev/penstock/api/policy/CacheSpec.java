package dev.penstock.api.policy;

import org.jspecify.annotations.Nullable;

/**
 * The cache of answers given before.
 *
 * @param plugin the plugin's name
 * @param never what is neither recalled nor stored, or null for nothing
 * @param settings the plugin's own settings record
 */
@NotYet({"max-false-hits", "shadow", "judge", "embeddings"})
public record CacheSpec(
    @Description("Name of the cache plugin") String plugin,
    @Description("Requests whose answers are neither recalled nor stored") @Nullable Never never,
    @PluginSettings Record settings) {}
