package dev.penstock.spi;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.spi.store.Store;

/**
 * Creates stores of the ledger and the budgets. Named in {@code
 * META-INF/services/dev.penstock.spi.StoreFactory}. The engine creates one when it is built and
 * keeps it over every reload.
 *
 * @param <S> the plugin's settings record
 */
public non-sealed interface StoreFactory<S extends Record> extends PluginFactory<S, Store> {
  /**
   * Opens a store to read it, while another engine may be writing it. Nothing is written: a hold
   * and a row are refused with a {@link dev.penstock.spi.store.StoreException}. By default no store
   * can be read so.
   *
   * @throws PenstockException if it cannot be read
   */
  default Store read(S settings, PluginContext context) {
    throw new PenstockException(
        ErrorCode.LEDGER_UNAVAILABLE,
        "the store "
            + name()
            + " can be read only by the engine that has it open; ask that one for the report");
  }
}
