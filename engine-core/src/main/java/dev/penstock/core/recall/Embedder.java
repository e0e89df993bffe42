package dev.penstock.core.recall;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import java.util.List;
import java.util.Optional;

/** Asks a provider for vectors. One that is slow or fails costs its question the vector only. */
final class Embedder {
  private final EmbeddingProvider provider;
  private final EmbeddingsSpec spec;
  private final String model;
  private final Listeners listeners;

  Embedder(EmbeddingProvider provider, EmbeddingsSpec spec, Listeners listeners) {
    this.provider = provider;
    this.spec = spec;
    this.model = spec.provider() + "/" + spec.model();
    this.listeners = listeners;
  }

  Optional<Embedding> embed(String question) {
    try {
      EmbeddingCall call = new EmbeddingCall(spec.model(), List.of(question), null, spec.timeout());
      List<float[]> vectors =
          Isolation.call(provider, spec.timeout(), () -> provider.embed(call)).vectors();
      if (vectors.size() != 1) {
        return trouble("returned " + vectors.size() + " vectors for one question");
      }
      return Optional.of(new Embedding(model, vectors.getFirst()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception e) {
      return trouble(Isolation.describe(e));
    }
  }

  private Optional<Embedding> trouble(String what) {
    listeners.tell(() -> new EngineEvent.PluginTrouble(spec.provider(), what));
    return Optional.empty();
  }
}
