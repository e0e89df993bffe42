package dev.penstock.core.evaluate;

import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The vectors of questions, made by whom a policy names.
 *
 * @param measure what thresholds learned on them are measured with
 * @param vectors one per question, in order
 */
public record PolicyVectors(String measure, List<float[]> vectors) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 32;
  private static final int MOST_THREADS = 8;

  /** Copies the list. */
  public PolicyVectors {
    vectors = List.copyOf(vectors);
  }

  /**
   * Makes the vectors of a set, one for each different text. The cache itself is not opened.
   *
   * @throws IllegalArgumentException if the policy names nobody who makes vectors
   * @throws ProviderException if the provider makes none
   * @throws dev.penstock.api.PolicyException if the policy cannot be used
   */
  public static PolicyVectors of(Path policy, List<Labelled> set) throws ProviderException {
    LoadedPolicy loaded =
        new PolicyLoader(List.of(), List.of(), System::getenv, InstantSource.system()).load(policy);
    EmbeddingsSpec spec = loaded.policy().embeddings();
    if (spec == null) {
      loaded.catalog().close();
      throw new IllegalArgumentException(
          policy + " names no embeddings; without --policy words are compared");
    }
    try (PluginSet plugins =
        PluginSet.openProviders(loaded, InstantSource.system(), System::nanoTime)) {
      EmbeddingProvider provider = plugins.embedders().get(spec.provider());
      if (provider == null) {
        throw new IllegalArgumentException("the provider " + spec.provider() + " makes no vectors");
      }
      Map<String, float[]> vectors =
          embed(provider, spec, set.stream().map(Labelled::text).distinct().toList());
      return new PolicyVectors(
          spec.provider() + "/" + spec.model(),
          set.stream()
              .map(question -> Objects.requireNonNull(vectors.get(question.text())))
              .toList());
    }
  }

  private static Map<String, float[]> embed(
      EmbeddingProvider provider, EmbeddingsSpec spec, List<String> texts)
      throws ProviderException {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    List<Future<List<float[]>>> parts = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int at = 0; at < texts.size(); at += AT_ONCE) {
        List<String> part = texts.subList(at, Math.min(texts.size(), at + AT_ONCE));
        EmbeddingCall call = new EmbeddingCall(spec.model(), part, null, PATIENCE);
        parts.add(executor.submit(() -> vectors(provider, call)));
      }
      try {
        Map<String, float[]> vectors = new HashMap<>();
        int at = 0;
        for (Future<List<float[]>> part : parts) {
          for (float[] vector : part.get()) {
            vectors.put(texts.get(at++), vector);
          }
        }
        return vectors;
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw failure(Objects.requireNonNullElse(e.getCause(), e));
      } catch (InterruptedException e) {
        executor.shutdownNow();
        Thread.currentThread().interrupt();
        throw failure(e);
      }
    }
  }

  private static List<float[]> vectors(EmbeddingProvider provider, EmbeddingCall call)
      throws ProviderException {
    List<float[]> vectors = provider.embed(call).vectors();
    if (vectors.size() != call.texts().size()) {
      throw failure(
          new IllegalStateException(
              vectors.size() + " vectors came back for " + call.texts().size() + " texts"));
    }
    return vectors;
  }

  private static ProviderException failure(Throwable cause) {
    return cause instanceof ProviderException own
        ? own
        : new ProviderException(
            ProviderFailure.of(
                FailureKind.PLUGIN_FAILED,
                ProviderFailure.Phase.NOT_RUN,
                "the questions could not be embedded: " + cause),
            cause);
  }
}
