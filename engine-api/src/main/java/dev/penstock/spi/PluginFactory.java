package dev.penstock.spi;

/**
 * Creates instances of a plugin. Its constructor does nothing.
 *
 * @param <S> the plugin's settings: a record whose components are the plugin's keys in the policy.
 *     A component that is {@code @Nullable} may be left out. The engine binds strings, numbers,
 *     booleans, enums, {@link java.time.Duration}, {@link java.math.BigDecimal}, {@link
 *     java.net.URI}, {@link java.nio.file.Path}, {@link dev.penstock.api.money.Usd}, {@link
 *     dev.penstock.api.policy.Share}, {@link Secret}, any type with a static {@code parse(String)},
 *     records, lists, sets and maps of them. It reports what the record's constructor refuses, with
 *     the line.
 * @param <P> what is created
 */
public sealed interface PluginFactory<S extends Record, P extends AutoCloseable>
    permits ProviderFactory, ClassifierFactory, CacheFactory, StoreFactory {
  /** The name a policy uses: lower case letters, digits and dashes. */
  String name();

  /** The class of the settings record. */
  Class<S> settings();

  /**
   * Creates an instance, which the engine closes.
   *
   * @throws IllegalArgumentException if the settings are of no use; the engine adds where they
   *     stand
   */
  P create(S settings, PluginContext context);
}
