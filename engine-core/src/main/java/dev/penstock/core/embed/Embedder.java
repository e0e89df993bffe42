package dev.penstock.core.embed;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a provider for vectors. One that is slow or fails costs its question the vector only. */
public final class Embedder {
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
  public boolean isBilled() {
    return bill != null;
  }

  /** What makes the vectors. */
  public String model() {
    return model;
  }

  /** The vectors of the texts, in order; none if they could not be had in time, or be paid. */
  public List<Embedding> embed(Asker asker, List<String> texts) {
    try {
      List<Embedding> made = made(asker, texts, spec.timeout());
      return made == null ? List.of() : made;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ProviderException e) {
      String what = e.failure().message();
      listeners.tell(() -> new EngineEvent.PluginTrouble(spec.provider(), what));
      return List.of();
    }
  }

  /**
   * The vectors of texts that no request waits for, in order.
   *
   * @throws ProviderException if they could not be had in that time, or be paid
   */
  List<Embedding> embed(Asker asker, List<String> texts, Duration timeout)
      throws ProviderException, InterruptedException {
    List<Embedding> made = made(asker, texts, timeout);
    if (made == null) {
      throw none("makes no vectors, since a budget has too little left", null);
    }
    return made;
  }

  /** The vectors; null if a budget has too little left. */
  private @Nullable List<Embedding> made(Asker asker, List<String> texts, Duration timeout)
      throws ProviderException, InterruptedException {
    Embeddings made;
    try {
      VectorBill.Entry entry = bill == null ? null : bill.open(asker, texts, timeout);
      if (bill != null && entry == null) {
        return null;
      }
      made = ask(entry, new EmbeddingCall(spec.model(), texts, null, timeout));
    } catch (InterruptedException e) {
      throw e;
    } catch (StoreException e) {
      throw none("is not asked: " + e.getMessage(), e);
    } catch (Exception e) {
      throw none(Isolation.describe(e), e);
    }
    if (made.vectors().size() != texts.size()) {
      throw none(
          "returned " + made.vectors().size() + " vectors for " + texts.size() + " texts", null);
    }
    try {
      return made.vectors().stream().map(vector -> new Embedding(model, vector)).toList();
    } catch (IllegalArgumentException e) {
      throw none(Isolation.describe(e), e);
    }
  }

  private Embeddings ask(VectorBill.@Nullable Entry entry, EmbeddingCall call) throws Exception {
    String why = "interrupted";
    boolean refused = false;
    Embeddings made = null;
    try {
      made = Isolation.call(provider, call.timeout(), () -> provider.embed(call));
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

  private static ProviderException none(String what, @Nullable Exception cause) {
    return new ProviderException(
        ProviderFailure.of(FailureKind.PLUGIN_FAILED, Phase.MAY_HAVE_RUN, what), cause);
  }
}
