package dev.penstock.spi;

/**
 * Creates classifiers. Named in {@code META-INF/services/dev.penstock.spi.ClassifierFactory}.
 *
 * @param <S> the plugin's settings record
 */
public non-sealed interface ClassifierFactory<S extends Record>
    extends PluginFactory<S, Classifier> {}
