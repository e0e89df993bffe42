package dev.penstock.core.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import dev.penstock.api.EngineListener;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.Watchdog;
import dev.penstock.core.escalate.Sessions;
import dev.penstock.core.feedback.Feedback;
import dev.penstock.core.ledger.FocusExport;
import dev.penstock.core.ledger.Ledger;
import dev.penstock.core.ledger.Reconciler;
import dev.penstock.core.ledger.Reporter;
import dev.penstock.core.ledger.Repricer;
import dev.penstock.core.limit.RateLimits;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.pipeline.RouterFactory;
import dev.penstock.core.recall.Invalidations;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** What lives as long as the engine, over all policies. */
final class EngineModule extends AbstractModule {
  private final List<EngineListener> listeners;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Store store;

  EngineModule(
      List<EngineListener> listeners, InstantSource clock, LongSupplier ticker, Store store) {
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
    this.ticker = ticker;
    this.store = store;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    bind(InstantSource.class).toInstance(clock);
    bind(LongSupplier.class).toInstance(ticker);
    bind(new TypeLiteral<List<EngineListener>>() {}).toInstance(listeners);
    bind(Listeners.class).in(Singleton.class);
    bind(BudgetStore.class).toInstance(store.budgets());
    bind(LedgerStore.class).toInstance(store.ledger());
    bind(Budgets.class).in(Singleton.class);
    bind(RateLimits.class).in(Singleton.class);
    bind(Ledger.class).in(Singleton.class);
    bind(Reporter.class).in(Singleton.class);
    bind(FocusExport.class).in(Singleton.class);
    bind(Repricer.class).in(Singleton.class);
    bind(Reconciler.class).in(Singleton.class);
    bind(TokenCounter.class).in(Singleton.class);
    bind(Invalidations.class).toInstance(new Invalidations());
    bind(Feedback.class).in(Singleton.class);
    bind(Sessions.class).in(Singleton.class);
    bind(Watchdog.class).in(Singleton.class);
    bind(RouterFactory.class).in(Singleton.class);
  }
}
