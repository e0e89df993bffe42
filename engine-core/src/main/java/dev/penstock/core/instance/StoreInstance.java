package dev.penstock.core.instance;

import dev.penstock.api.policy.LedgerSpec;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.store.MemoryStore;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.StoreFactory;
import dev.penstock.spi.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** The store that an engine's first policy names; it lives as long as the engine. */
public final class StoreInstance implements AutoCloseable {
  /** A large file may have to be read first. */
  private static final Duration CREATION_LIMIT = Duration.ofMinutes(1);

  private final Store store;
  private final Runnable release;

  private StoreInstance(Store store, Runnable release) {
    this.store = store;
    this.release = release;
  }

  /**
   * Opens the store that a policy names, or one in memory if it names none.
   *
   * @throws dev.penstock.api.PolicyException if the plugin refuses its settings
   * @throws dev.penstock.api.PenstockException if the store cannot be opened
   */
  public static StoreInstance open(LoadedPolicy loaded, InstantSource clock, LongSupplier ticker) {
    LedgerSpec spec = loaded.policy().ledger();
    if (spec == null) {
      Store memory = new MemoryStore(clock, ticker);
      return new StoreInstance(memory, memory::close);
    }
    PluginOpener opener = new PluginOpener(loaded, clock, ticker, List.of(), CREATION_LIMIT);
    Store store =
        (Store)
            opener.open(
                PluginKind.STORE, spec.plugin(), spec.plugin(), spec.settings(), "$.ledger");
    return new StoreInstance(store, opener.opened().getFirst()::release);
  }

  /**
   * Opens the store that a policy names, to read what another engine may be writing; one in memory
   * if it names none.
   *
   * @throws dev.penstock.api.PenstockException if the store cannot be read
   */
  public static StoreInstance read(LoadedPolicy loaded, InstantSource clock, LongSupplier ticker) {
    LedgerSpec spec = loaded.policy().ledger();
    if (spec == null) {
      return open(loaded, clock, ticker);
    }
    PluginFactory<?, ?> factory = loaded.catalog().factory(PluginKind.STORE, spec.plugin());
    Store store =
        read(
            (StoreFactory<?>) factory,
            spec.settings(),
            new InstanceContext(spec.plugin(), loaded, clock, ticker));
    loaded.catalog().retain();
    return new StoreInstance(
        store,
        () -> {
          store.close();
          loaded.catalog().close();
        });
  }

  private static <S extends Record> Store read(
      StoreFactory<S> factory, Record settings, InstanceContext context) {
    return factory.read(factory.settings().cast(settings), context);
  }

  /** The store. */
  public Store store() {
    return store;
  }

  @Override
  public void close() {
    release.run();
  }
}
