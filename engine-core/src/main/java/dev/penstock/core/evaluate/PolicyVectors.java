package dev.penstock.core.evaluate;

import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The vectors of questions, made by whom a policy's cache names.
 *
 * @param measure what thresholds learned on them are measured with
 * @param vectors one per question, in order
 */
public record PolicyVectors(String measure, List<float[]> vectors) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 32;

  /** Copies the list. */
  public PolicyVectors {
    vectors = List.copyOf(vectors);
  }

  /**
   * Makes the vectors of a set.
   *
   * @throws IllegalArgumentException if the policy's cache names nobody who makes vectors
   * @throws ProviderException if the provider makes none
   * @throws dev.penstock.api.PolicyException if the policy cannot be used
   */
  public static PolicyVectors of(Path policy, List<Labelled> set) throws ProviderException {
    LoadedPolicy loaded =
        new PolicyLoader(List.of(), List.of(), System::getenv, InstantSource.system()).load(policy);
    CacheSpec cache = loaded.policy().cache();
    EmbeddingsSpec spec = cache == null ? null : cache.embeddings();
    if (spec == null) {
      loaded.catalog().close();
      throw new IllegalArgumentException(
          policy + " names no cache.embeddings; without --policy words are compared");
    }
    try (PluginSet plugins =
        PluginSet.open(loaded, InstantSource.system(), System::nanoTime, null)) {
      EmbeddingProvider provider = plugins.embedders().get(spec.provider());
      if (provider == null) {
        throw new IllegalArgumentException("the provider " + spec.provider() + " makes no vectors");
      }
      return new PolicyVectors(spec.provider() + "/" + spec.model(), embed(provider, spec, set));
    }
  }

  private static List<float[]> embed(
      EmbeddingProvider provider, EmbeddingsSpec spec, List<Labelled> set)
      throws ProviderException {
    List<float[]> vectors = new ArrayList<>();
    for (int at = 0; at < set.size(); at += AT_ONCE) {
      List<String> texts =
          set.subList(at, Math.min(set.size(), at + AT_ONCE)).stream().map(Labelled::text).toList();
      vectors.addAll(
          provider.embed(new EmbeddingCall(spec.model(), texts, null, PATIENCE)).vectors());
    }
    return vectors;
  }
}
