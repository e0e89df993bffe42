package dev.penstock.core.recall;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a provider for vectors. One that is slow or fails costs its question the vector only. */
final class Embedder {
  private final EmbeddingProvider provider;
  private final EmbeddingsSpec spec;
  private final String model;
  private final @Nullable VectorBill bill;
  private final Listeners listeners;

  /**
   * Vectors by a provider.
   *
   * @param bill where they are paid, or null if they cost nothing
   */
  Embedder(
      EmbeddingProvider provider,
      EmbeddingsSpec spec,
      @Nullable VectorBill bill,
      Listeners listeners) {
    this.provider = provider;
    this.spec = spec;
    this.model = spec.provider() + "/" + spec.model();
    this.bill = bill;
    this.listeners = listeners;
  }

  /** Whether vectors cost something. */
  boolean isBilled() {
    return bill != null;
  }

  /** The vectors of the texts, in order; none if they could not be had in time, or be paid. */
  List<Embedding> embed(Asker asker, List<String> texts) {
    VectorBill.Entry entry = null;
    try {
      if (bill != null) {
        entry = bill.open(asker, texts);
        if (entry == null) {
          return List.of();
        }
      }
      Embeddings made = ask(entry, new EmbeddingCall(spec.model(), texts, null, spec.timeout()));
      if (made.vectors().size() != texts.size()) {
        return trouble(
            "returned " + made.vectors().size() + " vectors for " + texts.size() + " texts");
      }
      return made.vectors().stream().map(vector -> new Embedding(model, vector)).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (StoreException e) {
      return trouble("is not asked: " + e.getMessage());
    } catch (Exception e) {
      return trouble(Isolation.describe(e));
    }
  }

  private Embeddings ask(VectorBill.@Nullable Entry entry, EmbeddingCall call) throws Exception {
    String why = "interrupted";
    boolean refused = false;
    Embeddings made = null;
    try {
      made = Isolation.call(provider, spec.timeout(), () -> provider.embed(call));
      return made;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      why = Isolation.describe(e);
      refused = e instanceof ProviderException p && p.failure().phase() == Phase.NOT_RUN;
      throw e;
    } finally {
      if (entry != null) {
        if (made != null) {
          entry.made(made.usage());
        } else if (refused) {
          entry.refused(why);
        } else {
          entry.failed(why);
        }
      }
    }
  }

  private List<Embedding> trouble(String what) {
    listeners.tell(() -> new EngineEvent.PluginTrouble(spec.provider(), what));
    return List.of();
  }
}
