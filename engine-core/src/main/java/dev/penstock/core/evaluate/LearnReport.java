package dev.penstock.core.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What was learned.
 *
 * @param plugin who learned
 * @param from what it learned from
 * @param vectors the model of the vectors, or null for none
 * @param file where it was written
 * @param inPolicy whether the policy has a classifier of that plugin
 */
public record LearnReport(
    String plugin, String from, @Nullable String vectors, String file, boolean inPolicy) {
  String text() {
    String text =
        "%s has learned from %s, %s%nwritten to %s%n"
            .formatted(
                plugin,
                from,
                vectors == null
                    ? "without vectors, since the policy names no embeddings"
                    : "with vectors of " + vectors,
                file);
    return inPolicy
        ? text
        : text + "the policy has no classifier of the plugin %s yet%n".formatted(plugin);
  }
}
