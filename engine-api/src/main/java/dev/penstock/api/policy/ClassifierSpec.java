package dev.penstock.api.policy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A classifier of the chain; the first one with a signal decides.
 *
 * @param plugin the plugin's name
 * @param minConfidence a signal below it is kept in the explanation but does not decide; null means
 *     any signal decides
 * @param thresholds the file that says which difficulty makes which tier, relative to the policy;
 *     null means that a difficulty does not decide
 * @param settings the plugin's own settings record
 */
public record ClassifierSpec(
    @Description("Name of the classifier plugin") String plugin,
    @Description("A signal below this confidence does not decide") @Nullable Share minConfidence,
    @Description("File of the difficulties at which tiers begin") @Nullable Path thresholds,
    @PluginSettings Record settings) {
  /** A classifier that says tiers itself. */
  public ClassifierSpec(String plugin, @Nullable Share minConfidence, Record settings) {
    this(plugin, minConfidence, null, settings);
  }
}
