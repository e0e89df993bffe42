package dev.penstock.core.engine;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.EngineListener;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.call.Watchdog;
import dev.penstock.core.instance.StoreInstance;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.PluginFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects what an engine is built from, and builds it. */
final class CoreEngineBuilder implements EngineBuilder {
  private @Nullable PolicySource source;
  private final List<PluginFactory<?, ?>> plugins = new ArrayList<>();
  private final List<Path> pluginFolders = new ArrayList<>();
  private final List<EngineListener> listeners = new ArrayList<>();
  private InstantSource clock = InstantSource.system();
  private LongSupplier ticker = System::nanoTime;
  private Function<String, @Nullable String> environment = System::getenv;
  private @Nullable Duration watch;
  private boolean readOnly;

  @Override
  public EngineBuilder policy(Path file) {
    return policy(new PolicySource.File(file));
  }

  @Override
  public EngineBuilder policy(String yaml) {
    return policy(new PolicySource.Text(yaml));
  }

  @Override
  public EngineBuilder policy(Policy policy) {
    return policy(new PolicySource.Code(policy));
  }

  private EngineBuilder policy(PolicySource given) {
    if (source != null) {
      throw new IllegalStateException("an engine has one policy, and one was given before");
    }
    source = given;
    return this;
  }

  @Override
  public EngineBuilder plugin(PluginFactory<?, ?> factory) {
    plugins.add(factory);
    return this;
  }

  @Override
  public EngineBuilder pluginFolder(Path folder) {
    pluginFolders.add(folder);
    return this;
  }

  @Override
  public EngineBuilder listener(EngineListener listener) {
    listeners.add(listener);
    return this;
  }

  @Override
  public EngineBuilder clock(InstantSource value) {
    clock = value;
    return this;
  }

  @Override
  public EngineBuilder ticker(LongSupplier value) {
    ticker = value;
    return this;
  }

  @Override
  public EngineBuilder environment(Function<String, @Nullable String> variables) {
    environment = variables;
    return this;
  }

  @Override
  public EngineBuilder watch(Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("the interval must be more than zero");
    }
    watch = interval;
    return this;
  }

  @Override
  public EngineBuilder readOnly() {
    readOnly = true;
    return this;
  }

  @Override
  public Engine build() {
    PolicySource given = source;
    if (given == null) {
      throw new IllegalStateException("an engine needs a policy: call policy(...) first");
    }
    if (watch != null && !(given instanceof PolicySource.File)) {
      throw new IllegalStateException("only a policy from a file can be watched");
    }
    PolicyLoader loader = new PolicyLoader(plugins, pluginFolders, environment, clock);
    PolicySource read = readOnly ? new PolicySource.WithoutCache(given) : given;
    LoadedPolicy loaded = read.load(loader);
    return build(read, loader, loaded, openStore(loaded));
  }

  private StoreInstance openStore(LoadedPolicy loaded) {
    boolean opened = false;
    try {
      StoreInstance store =
          readOnly
              ? StoreInstance.read(loaded, clock, ticker)
              : StoreInstance.open(loaded, clock, ticker);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        loaded.catalog().close();
      }
    }
  }

  private Engine build(
      PolicySource given, PolicyLoader loader, LoadedPolicy loaded, StoreInstance store) {
    Injector engine =
        Guice.createInjector(
            Stage.PRODUCTION, new EngineModule(listeners, clock, ticker, store.store()));
    boolean built = false;
    try {
      Policies policies = new Policies(given, loader, loaded, engine);
      PolicyWatch watching =
          watch == null
              ? null
              : new PolicyWatch(policies, engine.getInstance(Listeners.class), watch);
      Engine complete = new PenstockEngine(engine, policies, store, watching, readOnly);
      built = true;
      return complete;
    } finally {
      if (!built) {
        engine.getInstance(Watchdog.class).close();
        store.close();
      }
    }
  }
}
