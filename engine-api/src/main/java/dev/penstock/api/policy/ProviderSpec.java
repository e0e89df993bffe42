package dev.penstock.api.policy;

/**
 * An instance of a provider plugin.
 *
 * @param plugin the plugin's name
 * @param settings the plugin's own settings record
 */
@NotYet({
  "on-disconnect",
  "requests-per-minute",
  "tokens-per-minute",
  "concurrency",
  "discount",
  "retry",
  "breaker"
})
public record ProviderSpec(
    @Description("Name of the provider plugin") String plugin, @PluginSettings Record settings) {}
