package dev.penstock.core.instance;

import dev.penstock.core.plugin.PluginKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an instance depends on. A reload keeps an instance whose key is the same.
 *
 * @param name the instance's name
 * @param factory the class of the factory, which is another one after its jar was replaced
 * @param connectTimeout what the context says
 * @param idleTimeout what the context says
 * @param directory what the context resolves paths against
 * @param tiers what the context says
 * @param vectors who makes the vectors that a classifier may learn from; null for other plugins
 */
record InstanceKey(
    PluginKind kind,
    String name,
    String plugin,
    Class<?> factory,
    Record settings,
    Duration connectTimeout,
    Duration idleTimeout,
    Path directory,
    List<String> tiers,
    @Nullable String vectors) {}
