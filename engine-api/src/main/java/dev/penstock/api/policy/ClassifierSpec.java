package dev.penstock.api.policy;

import org.jspecify.annotations.Nullable;

/**
 * A classifier of the chain; the first one with a signal decides.
 *
 * @param plugin the plugin's name
 * @param minConfidence a signal below it is kept in the explanation but does not decide; null means
 *     any signal decides
 * @param settings the plugin's own settings record
 */
public record ClassifierSpec(
    @Description("Name of the classifier plugin") String plugin,
    @Description("A signal below this confidence does not decide") @Nullable Share minConfidence,
    @PluginSettings Record settings) {}
