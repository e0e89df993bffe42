package dev.penstock.core.evaluate;

import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.ProviderException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of questions, made by whom a policy names.
 *
 * @param measure what thresholds learned on them are measured with
 * @param vectors one per question, in order
 */
public record PolicyVectors(String measure, List<float[]> vectors) {
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
    if (loaded.policy().embeddings() == null) {
      loaded.catalog().close();
      throw new IllegalArgumentException(
          policy + " names no embeddings; without --policy words are compared");
    }
    try (PluginSet plugins =
        PluginSet.openProviders(loaded, InstantSource.system(), System::nanoTime)) {
      BatchEmbedder embedder = Objects.requireNonNull(embedder(loaded.policy(), plugins));
      List<String> texts = set.stream().map(Labelled::text).distinct().toList();
      Map<String, float[]> vectors = new HashMap<>();
      List<Embedding> made = embedder.embed(texts);
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(texts.get(i), made.get(i).vector());
      }
      return new PolicyVectors(
          embedder.model(),
          set.stream()
              .map(question -> Objects.requireNonNull(vectors.get(question.text())))
              .toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BatchEmbedder.failure(e);
    }
  }

  /** Who makes vectors under a policy; null if it names nobody. */
  static @Nullable BatchEmbedder embedder(Policy policy, PluginSet plugins) {
    EmbeddingsSpec spec = policy.embeddings();
    if (spec == null) {
      return null;
    }
    EmbeddingProvider provider = plugins.embedders().get(spec.provider());
    if (provider == null) {
      throw new IllegalArgumentException("the provider " + spec.provider() + " makes no vectors");
    }
    return new BatchEmbedder(provider, spec);
  }
}
