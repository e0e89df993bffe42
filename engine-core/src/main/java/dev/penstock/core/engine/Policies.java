package dev.penstock.core.engine;

import com.google.inject.Injector;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.match.Thresholds;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.core.prompt.Prompts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Loads the policy, and loads it anew: the whole new one beside the old, then one swap. */
final class Policies {
  private final ReentrantLock loading = new ReentrantLock();

  /** Held for moments only: a policy that is being built must not keep the engine from closing. */
  private final ReentrantLock swapping = new ReentrantLock();

  private final PolicySource source;
  private final PolicyLoader loader;
  private final Injector engine;
  private final Listeners listeners;
  private volatile Snapshot current;
  private volatile boolean closed;

  /** Whether the policy was refused when it was last loaded; for who holds {@link #loading}. */
  private boolean refused;

  Policies(PolicySource source, PolicyLoader loader, LoadedPolicy loaded, Injector engine) {
    this.source = source;
    this.loader = loader;
    this.engine = engine;
    this.listeners = engine.getInstance(Listeners.class);
    Thresholds thresholds = thresholds(loaded);
    Prompts prompts = prompts(loaded);
    ConfidenceMap confidence = confidence(loaded);
    this.current = build(loaded, thresholds, prompts, confidence, open(loaded, null), null);
    announce(current);
  }

  /** The policy in force, entered for one request. */
  Snapshot enter() {
    while (true) {
      Snapshot snapshot = current;
      if (snapshot.enter()) {
        return snapshot;
      }
      if (snapshot == current) {
        throw new PenstockException(ErrorCode.CLOSED, "the engine is closed");
      }
    }
  }

  Snapshot current() {
    return current;
  }

  /** Reads another policy and checks it, without putting it in force. */
  Policy read(PolicySource other) {
    LoadedPolicy loaded = other.load(loader);
    loaded.catalog().close();
    return loaded.policy();
  }

  /** Loads the policy again; whether it has changed. */
  boolean reload() {
    loading.lock();
    try {
      boolean before = refused;
      refused = true;
      boolean changed = loadAgain();
      refused = false;
      if (before && !changed) {
        String policy = current.loaded().hash();
        listeners.tell(() -> new EngineEvent.PolicyRestored(policy));
      }
      return changed;
    } finally {
      loading.unlock();
    }
  }

  private boolean loadAgain() {
    if (closed) {
      throw new PenstockException(ErrorCode.CLOSED, "the engine is closed");
    }
    Snapshot before = current;
    LoadedPolicy loaded = source.load(loader);
    checkLedger(before.loaded(), loaded);
    Thresholds thresholds = thresholds(loaded);
    Prompts prompts = prompts(loaded);
    ConfidenceMap confidence = confidence(loaded);
    PluginSet plugins = open(loaded, before.plugins());
    if (loaded.hash().equals(before.loaded().hash())
        && loaded.policy().equals(before.policy())
        && thresholds.equals(before.thresholds())
        && prompts.description().equals(before.prompts().description())
        && Objects.equals(confidence, before.confidence())
        && same(plugins, before.plugins())) {
      plugins.close();
      return false;
    }
    Snapshot next = build(loaded, thresholds, prompts, confidence, plugins, before);
    swap(before, next);
    announce(next);
    return true;
  }

  private void swap(Snapshot before, Snapshot next) {
    boolean swapped = false;
    swapping.lock();
    try {
      if (closed) {
        throw new PenstockException(ErrorCode.CLOSED, "the engine is closed");
      }
      current = next;
      swapped = true;
    } finally {
      swapping.unlock();
      (swapped ? before : next).retire();
    }
  }

  /** What is open, and what was spent, stays where it is as long as the engine lives. */
  private static void checkLedger(LoadedPolicy before, LoadedPolicy loaded) {
    if (!loaded.hasLedgerOf(before)) {
      PolicyProblem problem =
          loaded.problem(
              "$.ledger",
              "LEDGER_CHANGED",
              "the ledger is opened with the engine and cannot change under it; put it back, or"
                  + " build a new engine");
      loaded.catalog().close();
      throw new PolicyException(List.of(problem));
    }
  }

  private static boolean same(PluginSet one, PluginSet other) {
    return Objects.equals(one.cache(), other.cache())
        && one.classifiers().equals(other.classifiers())
        && one.providers().equals(other.providers())
        && one.embedders().equals(other.embedders());
  }

  private PluginSet open(LoadedPolicy loaded, @Nullable PluginSet previous) {
    return PluginSet.open(
        loaded,
        engine.getInstance(InstantSource.class),
        engine.getInstance(LongSupplier.class),
        previous);
  }

  /** The thresholds that a policy names; its catalog is closed if they cannot be read. */
  static Thresholds thresholds(LoadedPolicy loaded) {
    CacheSpec cache = loaded.policy().cache();
    Path file = cache == null ? null : cache.thresholds();
    if (file == null) {
      return Thresholds.NONE;
    }
    boolean read = false;
    try {
      Thresholds thresholds = loaded.read(file, Thresholds.class).value();
      read = true;
      return thresholds;
    } finally {
      if (!read) {
        loaded.catalog().close();
      }
    }
  }

  /** The prompts that a policy names; its catalog is closed if they cannot be used. */
  private static Prompts prompts(LoadedPolicy loaded) {
    boolean read = false;
    try {
      Prompts prompts = Prompts.of(loaded);
      read = true;
      return prompts;
    } finally {
      if (!read) {
        loaded.catalog().close();
      }
    }
  }

  /** The calibration that a policy names; its catalog is closed if it cannot be read. */
  private static @Nullable ConfidenceMap confidence(LoadedPolicy loaded) {
    EscalateSpec escalate = loaded.policy().escalate();
    Path file = escalate == null ? null : escalate.confidence();
    if (file == null) {
      return null;
    }
    boolean read = false;
    try {
      ConfidenceMap confidence = loaded.read(file, ConfidenceMap.class).value();
      read = true;
      return confidence;
    } finally {
      if (!read) {
        loaded.catalog().close();
      }
    }
  }

  private Snapshot build(
      LoadedPolicy loaded,
      Thresholds thresholds,
      Prompts prompts,
      @Nullable ConfidenceMap confidence,
      PluginSet plugins,
      @Nullable Snapshot before) {
    boolean built = false;
    try {
      Injector injector =
          engine.createChildInjector(
              new PolicyModule(loaded, plugins, thresholds, prompts, confidence, before));
      Snapshot snapshot = new Snapshot(loaded, thresholds, prompts, confidence, plugins, injector);
      built = true;
      return snapshot;
    } finally {
      if (!built) {
        plugins.close();
      }
    }
  }

  private void announce(Snapshot snapshot) {
    LoadedPolicy loaded = snapshot.loaded();
    loaded
        .warnings()
        .forEach(warning -> listeners.tell(() -> new EngineEvent.PolicyWarning(warning)));
    listeners.tell(() -> new EngineEvent.PolicyLoaded(loaded.hash()));
  }

  /** Lets no more requests in; returns the policy that was in force. */
  Snapshot close() {
    swapping.lock();
    try {
      closed = true;
      current.retire();
      return current;
    } finally {
      swapping.unlock();
    }
  }
}
