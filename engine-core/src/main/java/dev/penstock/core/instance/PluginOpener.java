package dev.penstock.core.instance;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.spi.PluginFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens the instances of one policy, taking over what a previous set has open already. */
final class PluginOpener {
  private final LoadedPolicy loaded;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final List<Instance> previous;
  private final Duration limit;
  private final List<Instance> opened = new ArrayList<>();

  PluginOpener(
      LoadedPolicy loaded,
      InstantSource clock,
      LongSupplier ticker,
      List<Instance> previous,
      Duration limit) {
    this.loaded = loaded;
    this.clock = clock;
    this.ticker = ticker;
    this.previous = previous;
    this.limit = limit;
  }

  /** What was opened so far. */
  List<Instance> opened() {
    return opened;
  }

  AutoCloseable open(PluginKind kind, String name, String plugin, Record settings, String path) {
    PluginFactory<?, ?> factory = loaded.catalog().factory(kind, plugin);
    InstanceKey key =
        new InstanceKey(
            kind,
            name,
            plugin,
            factory.getClass(),
            settings,
            loaded.policy().deadlines().connect(),
            loaded.policy().deadlines().idle(),
            loaded.directory(),
            loaded.policy().tiers(),
            kind == PluginKind.CLASSIFIER ? vectors() : null);
    for (Instance instance : previous) {
      if (!opened.contains(instance) && instance.isStill(key) && instance.retain()) {
        opened.add(instance);
        return instance.plugin();
      }
    }
    Instance instance = create(factory, key, path);
    opened.add(instance);
    return instance.plugin();
  }

  /** The provider of vectors as it is now, since one under the same name may make others. */
  private @Nullable String vectors() {
    EmbeddingsSpec embeddings = loaded.policy().embeddings();
    return embeddings == null
        ? null
        : opened.stream()
            .filter(instance -> instance.isProvider(embeddings.provider()))
            .map(instance -> embeddings.model() + " of " + instance.description())
            .findFirst()
            .orElse(null);
  }

  private Instance create(PluginFactory<?, ?> factory, InstanceKey key, String path) {
    InstanceContext context = new InstanceContext(key.name(), loaded, clock, ticker);
    try {
      AutoCloseable plugin = Creation.create(factory, key.settings(), context, limit);
      loaded.catalog().retain();
      return new Instance(key, plugin, context.filesRead(), loaded.catalog());
    } catch (TimeoutException e) {
      String message = "it was not created within " + limit.toMillis() + " ms";
      throw unusable(key, path, message, e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case PenstockException own -> own;
        case IllegalArgumentException refused ->
            new PolicyException(List.of(loaded.refusal(path, factory.settings(), refused)));
        case null -> unusable(key, path, "it could not be created", e);
        case Throwable other -> unusable(key, path, "it could not be created: " + other, other);
      };
    }
  }

  private PenstockException unusable(
      InstanceKey key, String path, String message, Throwable cause) {
    PolicyProblem problem =
        loaded.problem(
            path,
            "PLUGIN_FAILED",
            "the " + key.kind() + " plugin " + key.plugin() + ": " + message);
    return new PenstockException(ErrorCode.PLUGIN_UNUSABLE, problem.toString(), cause);
  }
}
