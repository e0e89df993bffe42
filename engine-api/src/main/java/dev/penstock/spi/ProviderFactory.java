package dev.penstock.spi;

/**
 * Creates providers, such as an LLM vendor's API. Named in {@code
 * META-INF/services/dev.penstock.spi.ProviderFactory}.
 *
 * @param <S> the plugin's settings record
 */
public non-sealed interface ProviderFactory<S extends Record>
    extends PluginFactory<S, ProviderInstance> {}
