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
 * @param discount what a contract takes off the list prices of its models; null means nothing
 * @param settings the plugin's own settings record
 */
@NotYet({"retry"})
public record ProviderSpec(
    @Description("Name of the provider plugin") String plugin,
    @Description("How many calls may run at once") @Nullable ConcurrencySpec concurrency,
    @Description("The most calls in a minute") @Nullable Long requestsPerMinute,
    @Description("The most tokens in a minute, in and out") @Nullable Long tokensPerMinute,
    @Description("When its models are left alone because they fail") @Nullable BreakerSpec breaker,
    @Description("What becomes of a stream whose caller closes it early")
        @Nullable OnDisconnect onDisconnect,
    @Description("What a contract takes off the list prices, such as 12.5%")
        @Nullable Share discount,
    @PluginSettings Record settings) {

  private static final int DECIMALS = 3;

  /** Checks the components and fills in the defaults. */
  public ProviderSpec {
    Objects.requireNonNull(plugin, "plugin");
    Objects.requireNonNull(settings, "settings");
    LimitSpec.checkRequests(requestsPerMinute);
    LimitSpec.checkTokens(tokensPerMinute);
    concurrency = concurrency == null ? ConcurrencySpec.DEFAULT : concurrency;
    breaker = breaker == null ? BreakerSpec.DEFAULT : breaker;
    onDisconnect = onDisconnect == null ? OnDisconnect.ABORT : onDisconnect;
    if (discount != null && discount.equalsPercent(100)) {
      throw new IllegalArgumentException(
          "discount must be less than 100%; write prices of 0 for what is free");
    }
    if (discount != null && discount.percent().stripTrailingZeros().scale() > DECIMALS) {
      throw new IllegalArgumentException("discount has more than three decimal places");
    }
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
    return new ProviderSpec(plugin, null, null, null, null, null, null, settings);
  }

  /** The same instance with a contract's discount; null means none. */
  public ProviderSpec withDiscount(@Nullable Share value) {
    return new ProviderSpec(
        plugin,
        concurrency,
        requestsPerMinute,
        tokensPerMinute,
        breaker,
        onDisconnect,
        value,
        settings);
  }

  /** The same instance with another way to treat abandoned streams. */
  public ProviderSpec withOnDisconnect(OnDisconnect value) {
    return new ProviderSpec(
        plugin,
        concurrency,
        requestsPerMinute,
        tokensPerMinute,
        breaker,
        value,
        discount,
        settings);
  }
}
