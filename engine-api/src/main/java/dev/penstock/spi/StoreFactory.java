package dev.penstock.spi;

import dev.penstock.spi.store.Store;

/**
 * Creates stores of the ledger and the budgets. Named in {@code
 * META-INF/services/dev.penstock.spi.StoreFactory}. The engine creates one when it is built and
 * keeps it over every reload.
 *
 * @param <S> the plugin's settings record
 */
public non-sealed interface StoreFactory<S extends Record> extends PluginFactory<S, Store> {}
