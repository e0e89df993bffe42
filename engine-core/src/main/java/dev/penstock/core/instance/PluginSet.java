package dev.penstock.core.instance;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.ClassifierSpec;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.tier.TierThresholds;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plugin instances of one policy. Thread-safe. */
public final class PluginSet implements AutoCloseable {
  private static final Duration CREATION_LIMIT = Duration.ofSeconds(10);

  private final PluginCatalog catalog;
  private final Map<String, Provider> providers;
  private final Map<String, EmbeddingProvider> embedders;
  private final List<ClassifierInstance> classifiers;
  private final @Nullable AnswerCache cache;
  private final List<Instance> instances;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PluginSet(
      PluginCatalog catalog,
      Map<String, ProviderInstance> providers,
      List<ClassifierInstance> classifiers,
      @Nullable AnswerCache cache,
      List<Instance> instances) {
    this.catalog = catalog;
    this.providers = those(Provider.class, providers);
    this.embedders = those(EmbeddingProvider.class, providers);
    this.classifiers = List.copyOf(classifiers);
    this.cache = cache;
    this.instances = List.copyOf(instances);
  }

  /**
   * Creates the instances that a policy names, or shares those of the previous set that would be
   * the same, so that their caches and connections survive a reload. Takes over the policy's
   * catalog: it is closed with this set, or at once if this fails.
   *
   * @param previous the set of the policy that is still in force, or null
   * @throws dev.penstock.api.PolicyException if a plugin refuses its settings or a file they name
   * @throws dev.penstock.api.PenstockException if a plugin fails to create its instance
   */
  public static PluginSet open(
      LoadedPolicy loaded, InstantSource clock, LongSupplier ticker, @Nullable PluginSet previous) {
    return open(loaded, clock, ticker, previous, CREATION_LIMIT);
  }

  /** As {@link #open}, but creates the providers only; the cache may be in use elsewhere. */
  public static PluginSet openProviders(
      LoadedPolicy loaded, InstantSource clock, LongSupplier ticker) {
    return complete(
        loaded,
        new PluginOpener(loaded, clock, ticker, List.of(), CREATION_LIMIT),
        opener ->
            new PluginSet(
                loaded.catalog(), providers(loaded, opener), List.of(), null, opener.opened()));
  }

  /**
   * As {@link #open}, but creates providers and classifiers only.
   *
   * @param allThresholds false if a file that makes tiers of difficulties need not be there yet
   */
  public static PluginSet openClassifiers(
      LoadedPolicy loaded, InstantSource clock, LongSupplier ticker, boolean allThresholds) {
    return complete(
        loaded,
        new PluginOpener(loaded, clock, ticker, List.of(), CREATION_LIMIT),
        opener ->
            new PluginSet(
                loaded.catalog(),
                providers(loaded, opener),
                classifiers(loaded, opener, allThresholds),
                null,
                opener.opened()));
  }

  static PluginSet open(
      LoadedPolicy loaded,
      InstantSource clock,
      LongSupplier ticker,
      @Nullable PluginSet previous,
      Duration limit) {
    List<Instance> reusable = previous == null ? List.of() : previous.instances;
    return complete(
        loaded,
        new PluginOpener(loaded, clock, ticker, reusable, limit),
        opener ->
            new PluginSet(
                loaded.catalog(),
                providers(loaded, opener),
                classifiers(loaded, opener, true),
                cache(loaded, opener),
                opener.opened()));
  }

  private static PluginSet complete(
      LoadedPolicy loaded, PluginOpener opener, Function<PluginOpener, PluginSet> opening) {
    boolean complete = false;
    try {
      PluginSet set = opening.apply(opener);
      complete = true;
      return set;
    } finally {
      if (!complete) {
        opener.opened().reversed().forEach(Instance::release);
        loaded.catalog().close();
      }
    }
  }

  private static <P> Map<String, P> those(Class<P> type, Map<String, ProviderInstance> all) {
    Map<String, P> some = new LinkedHashMap<>();
    all.forEach(
        (name, instance) -> {
          if (type.isInstance(instance)) {
            some.put(name, type.cast(instance));
          }
        });
    return Collections.unmodifiableMap(some);
  }

  private static Map<String, ProviderInstance> providers(LoadedPolicy loaded, PluginOpener opener) {
    Map<String, ProviderInstance> providers = new LinkedHashMap<>();
    loaded
        .policy()
        .providers()
        .forEach(
            (name, spec) ->
                providers.put(
                    name,
                    (ProviderInstance)
                        opener.open(
                            PluginKind.PROVIDER,
                            name,
                            spec.plugin(),
                            spec.settings(),
                            "$.providers." + name)));
    doWhatTheyAreNamedFor(loaded, providers);
    return providers;
  }

  private static void doWhatTheyAreNamedFor(
      LoadedPolicy loaded, Map<String, ProviderInstance> providers) {
    List<PolicyProblem> problems = new ArrayList<>();
    loaded
        .policy()
        .models()
        .forEach(
            (name, model) -> {
              if (!(providers.get(model.provider()) instanceof Provider)) {
                problems.add(
                    loaded.problem(
                        "$.models." + name + ".provider",
                        "PROVIDER_CANNOT_ANSWER",
                        "the provider `%s` only makes embeddings and answers no requests, expected another one"
                            .formatted(model.provider())));
              }
            });
    EmbeddingsSpec embeddings = loaded.policy().embeddings();
    if (embeddings != null) {
      switch (providers.get(embeddings.provider())) {
        case EmbeddingProvider vectors when !vectors.isBilled() || embeddings.price() != null -> {}
        case EmbeddingProvider vectors ->
            problems.add(
                loaded.problem(
                    "$.embeddings",
                    "PRICE_MISSING",
                    "the vectors of `%s` have no price; say what a million tokens cost, such as price: 0.02, or price: 0 if nobody bills them"
                        .formatted(embeddings.provider())));
        case null, default ->
            problems.add(
                loaded.problem(
                    "$.embeddings.provider",
                    "PROVIDER_CANNOT_EMBED",
                    "there is no provider `%s` that makes embeddings, expected one of %s"
                        .formatted(
                            embeddings.provider(),
                            those(EmbeddingProvider.class, providers).keySet())));
      }
    }
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
  }

  private static List<ClassifierInstance> classifiers(
      LoadedPolicy loaded, PluginOpener opener, boolean allThresholds) {
    List<ClassifierInstance> classifiers = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (ClassifierSpec spec : loaded.policy().classifiers()) {
      int count = counts.merge(spec.plugin(), 1, Integer::sum);
      String name = count == 1 ? spec.plugin() : spec.plugin() + "-" + count;
      String path = "$.classifiers[" + classifiers.size() + "]";
      Classifier classifier =
          (Classifier)
              opener.open(PluginKind.CLASSIFIER, name, spec.plugin(), spec.settings(), path);
      if (classifier instanceof NeedsVectors && loaded.policy().embeddings() == null) {
        throw new PolicyException(
            List.of(
                loaded.problem(
                    path,
                    "EMBEDDINGS_MISSING",
                    "the classifier `%s` needs vectors; name who makes them, such as embeddings: {provider: local, model: all-minilm-l6-v2-q}"
                        .formatted(name))));
      }
      TierThresholds thresholds = thresholds(loaded, spec, name, path, allThresholds);
      classifiers.add(new ClassifierInstance(spec, name, classifier, thresholds));
    }
    return classifiers;
  }

  private static @Nullable TierThresholds thresholds(
      LoadedPolicy loaded, ClassifierSpec spec, String name, String path, boolean needed) {
    Path file = spec.thresholds();
    if (file == null || (!needed && Files.notExists(loaded.directory().resolve(file)))) {
      return null;
    }
    TierThresholds thresholds = loaded.read(file, TierThresholds.class).value();
    String mistake = thresholds.mistake(name, loaded.policy().tiers());
    if (mistake != null) {
      throw new PolicyException(
          List.of(
              loaded.problem(
                  path + ".thresholds", "THRESHOLDS_UNFIT", "the file " + file + ": " + mistake)));
    }
    return thresholds;
  }

  private static @Nullable AnswerCache cache(LoadedPolicy loaded, PluginOpener opener) {
    CacheSpec spec = loaded.policy().cache();
    return spec == null
        ? null
        : (AnswerCache)
            opener.open(PluginKind.CACHE, spec.plugin(), spec.plugin(), spec.settings(), "$.cache");
  }

  /** The providers that answer requests, by the policy's name, in its order. */
  public Map<String, Provider> providers() {
    return providers;
  }

  /** The providers that make embeddings, by the policy's name, in its order. */
  public Map<String, EmbeddingProvider> embedders() {
    return embedders;
  }

  /** The classifiers, in the order they are asked. */
  public List<ClassifierInstance> classifiers() {
    return classifiers;
  }

  /** The cache, or null if the policy has none. */
  public @Nullable AnswerCache cache() {
    return cache;
  }

  /**
   * What of providers and classifiers decides how a question is answered: plugins, settings without
   * secrets, the content of the files they read, and thresholds.
   */
  public String description() {
    String plugins =
        instances.stream()
            .filter(instance -> instance.kind() != PluginKind.CACHE)
            .map(Instance::description)
            .collect(Collectors.joining("\n"));
    return classifiers.stream()
        .filter(classifier -> classifier.thresholds() != null)
        .map(classifier -> "\nthresholds " + classifier.name() + " " + classifier.thresholds())
        .collect(Collectors.joining("", plugins, ""));
  }

  /** Lets go of all instances; those that no other set holds are closed. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      instances.reversed().forEach(Instance::release);
      catalog.close();
    }
  }
}
