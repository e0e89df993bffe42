package dev.penstock.spi;

/**
 * Creates caches of answers. Named in {@code META-INF/services/dev.penstock.spi.CacheFactory}.
 *
 * @param <S> the plugin's settings record
 */
public non-sealed interface CacheFactory<S extends Record> extends PluginFactory<S, AnswerCache> {}
