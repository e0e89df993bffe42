package dev.penstock.api.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a provider plugin.
 *
 * @param plugin the plugin's name
 * @param concurrency how many calls may run at once; null means the defaults
 * @param requestsPerMinute the most calls in a minute, from 1 to 1 billion; null means no limit
 * @param tokensPerMinute the most tokens in a minute, in and out, from 1 to 10 billion; null means
 *     no limit
 * @param breaker when its models are left alone because they fail; null means the defaults
 * @param onDisconnect what becomes of a stream whose caller closes it early; null means {@link
 *     OnDisconnect#ABORT}
 * @param settings the plugin's own settings record
 */
@NotYet({"discount", "retry"})
public record ProviderSpec(
    @Description("Name of the provider plugin") String plugin,
    @Description("How many calls may run at once") @Nullable ConcurrencySpec concurrency,
    @Description("The most calls in a minute") @Nullable Long requestsPerMinute,
    @Description("The most tokens in a minute, in and out") @Nullable Long tokensPerMinute,
    @Description("When its models are left alone because they fail") @Nullable BreakerSpec breaker,
    @Description("What becomes of a stream whose caller closes it early")
        @Nullable OnDisconnect onDisconnect,
    @PluginSettings Record settings) {
  /** Checks the components and fills in the defaults. */
  public ProviderSpec {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(settings, "settings");
    LimitSpec.checkRequests(requestsPerMinute);
    LimitSpec.checkTokens(tokensPerMinute);
    concurrency = concurrency == null ? ConcurrencySpec.DEFAULT : concurrency;
    breaker = breaker == null ? BreakerSpec.DEFAULT : breaker;
    onDisconnect = onDisconnect == null ? OnDisconnect.ABORT : onDisconnect;
  }

  /** The component, its default in place of null. */
  @Override
  public ConcurrencySpec concurrency() {
    return concurrency == null ? ConcurrencySpec.DEFAULT : concurrency;
  }

  /** The component, its default in place of null. */
  @Override
  public BreakerSpec breaker() {
    return breaker == null ? BreakerSpec.DEFAULT : breaker;
  }

  /** The component, its default in place of null. */
  @Override
  public OnDisconnect onDisconnect() {
    return onDisconnect == null ? OnDisconnect.ABORT : onDisconnect;
  }

  /** An instance with all defaults and no limits. */
  public static ProviderSpec of(String plugin, Record settings) {
    return new ProviderSpec(plugin, null, null, null, null, null, settings);
  }

  /** The same instance with another way to treat abandoned streams. */
  public ProviderSpec withOnDisconnect(OnDisconnect value) {
    return new ProviderSpec(
        plugin, concurrency, requestsPerMinute, tokensPerMinute, breaker, value, settings);
  }
}
