package dev.penstock.core.evaluate;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.classify.ClassifierChain;
import dev.penstock.core.instance.ClassifierInstance;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classifiers of a policy with the vectors they need, and nothing else of it: no model is asked
 * and neither cache nor ledger is opened.
 */
final class PolicyChain implements AutoCloseable {
  /**
   * Figures must not depend on how busy the machine is; in an engine the policy's deadline holds.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LoadedPolicy loaded;
  private final PluginSet plugins;
  private final Listeners listeners;
  private final @Nullable BatchEmbedder embedder;
  private final Map<String, Embedding> vectors = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> trouble = new ConcurrentHashMap<>();

  /**
   * Opens the classifiers of a policy.
   *
   * @param given plugins besides those that the policy finds itself
   * @param allThresholds false if a file that makes tiers of difficulties need not be there yet
   * @throws dev.penstock.api.PenstockException if the policy or a file it names is of no use
   * @throws ProviderException if vectors cannot be had
   */
  static PolicyChain open(Path policy, List<PluginFactory<?, ?>> given, boolean allThresholds)
      throws ProviderException, InterruptedException {
    LoadedPolicy loaded =
        new PolicyLoader(given, List.of(), System::getenv, InstantSource.system()).load(policy);
    PluginSet plugins =
        PluginSet.openClassifiers(loaded, InstantSource.system(), System::nanoTime, allThresholds);
    boolean ready = false;
    try {
      PolicyChain chain = new PolicyChain(loaded, plugins);
      BatchEmbedder embedder = chain.embedder;
      for (ClassifierInstance instance : plugins.classifiers()) {
        if (embedder != null && instance.classifier() instanceof NeedsVectors needy) {
          needy.prepare(embedder);
        }
      }
      ready = true;
      return chain;
    } finally {
      if (!ready) {
        plugins.close();
      }
    }
  }

  private PolicyChain(LoadedPolicy loaded, PluginSet plugins) {
    this.loaded = loaded;
    this.plugins = plugins;
    this.listeners = new Listeners(List.of(this::heard));
    this.embedder = PolicyVectors.embedder(loaded.policy(), plugins);
  }

  private void heard(EngineEvent event) {
    if (event instanceof EngineEvent.PluginTrouble(String plugin, String what)) {
      trouble.computeIfAbsent(plugin + " " + what, text -> new LongAdder()).increment();
    }
  }

  Policy policy() {
    return loaded.policy();
  }

  /** The classifiers, in the order they are asked. */
  List<ClassifierInstance> classifiers() {
    return plugins.classifiers();
  }

  /** How often a classifier was passed over, by what happened. */
  Map<String, LongAdder> trouble() {
    return trouble;
  }

  /** Makes the vectors of texts, if the policy names who does. */
  void embed(List<String> texts) throws ProviderException, InterruptedException {
    if (embedder == null) {
      return;
    }
    List<String> fresh =
        texts.stream().filter(text -> !vectors.containsKey(text)).distinct().toList();
    List<Embedding> made = embedder.embed(fresh);
    for (int i = 0; i < fresh.size(); i++) {
      vectors.put(fresh.get(i), made.get(i));
    }
  }

  /** The vector of a text that was embedded, or null. */
  @Nullable Embedding vectorOf(String text) {
    return vectors.get(text);
  }

  /** Some of the classifiers, in order, as the engine asks them. */
  ClassifierChain chain(List<ClassifierInstance> some) {
    return new ClassifierChain(
        policy(), some, PATIENCE, null, InstantSource.system(), System::nanoTime, listeners);
  }

  /** All classifiers once more, whose trouble is not counted again. */
  ClassifierChain again() {
    return new ClassifierChain(
        policy(),
        classifiers(),
        PATIENCE,
        null,
        InstantSource.system(),
        System::nanoTime,
        new Listeners(List.of()));
  }

  Classified classify(ClassifierChain chain, String text) throws InterruptedException {
    return chain.classify(ChatRequest.of(text), text, vector(text));
  }

  OptionalDouble difficulty(ClassifierChain chain, String text) throws InterruptedException {
    return chain.difficulty(ChatRequest.of(text), text, vector(text));
  }

  private Supplier<Optional<Embedding>> vector(String text) {
    return () -> Optional.ofNullable(vectors.get(text));
  }

  @Override
  public void close() {
    plugins.close();
  }
}
