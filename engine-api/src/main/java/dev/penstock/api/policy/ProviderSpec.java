package dev.penstock.api.policy;

import org.jspecify.annotations.Nullable;

/**
 * An instance of a provider plugin.
 *
 * @param plugin the plugin's name
 * @param onDisconnect what becomes of a stream whose caller closes it early; null means {@link
 *     OnDisconnect#ABORT}
 * @param settings the plugin's own settings record
 */
@NotYet({"requests-per-minute", "tokens-per-minute", "concurrency", "discount", "retry", "breaker"})
public record ProviderSpec(
    @Description("Name of the provider plugin") String plugin,
    @Description("What becomes of a stream whose caller closes it early")
        @Nullable OnDisconnect onDisconnect,
    @PluginSettings Record settings) {

  /** Checks and copies the components. */
  public ProviderSpec {
    onDisconnect = onDisconnect == null ? OnDisconnect.ABORT : onDisconnect;
  }

  /** The component, its default in place of null. */
  @Override
  public OnDisconnect onDisconnect() {
    return onDisconnect == null ? OnDisconnect.ABORT : onDisconnect;
  }

  /** An instance with the defaults. */
  public static ProviderSpec of(String plugin, Record settings) {
    return new ProviderSpec(plugin, null, settings);
  }
}
