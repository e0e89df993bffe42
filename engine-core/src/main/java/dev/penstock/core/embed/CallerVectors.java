package dev.penstock.core.embed;

import dev.penstock.api.EmbeddingAnswer;
import dev.penstock.api.EmbeddingRequest;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the vectors that callers ask for, which are answers as others are. */
public final class CallerVectors {
  private final EmbeddingProvider provider;
  private final EmbeddingsSpec spec;
  private final VectorBill bill;
  private final Duration timeout;

  /**
   * Vectors by a provider.
   *
   * @param timeout how long a call may take
   */
  CallerVectors(
      EmbeddingProvider provider, EmbeddingsSpec spec, VectorBill bill, Duration timeout) {
    this.provider = provider;
    this.spec = spec;
    this.bill = bill;
    this.timeout = timeout;
  }

  /** The vectors of the texts of a request, which is settled when they are there or cannot be. */
  public EmbeddingAnswer embed(Asker asker, EmbeddingRequest request) {
    EmbeddingCall call =
        new EmbeddingCall(spec.model(), request.texts(), request.dimensions(), timeout);
    try {
      VectorBill.Entry entry = bill.open(asker, request.texts(), timeout);
      if (entry == null) {
        throw new PenstockException(
            ErrorCode.BUDGET_EXHAUSTED,
            "no budget has enough left for the vectors; raise it, or send less text");
      }
      return answer(asker, entry, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PenstockException(ErrorCode.CANCELLED, "the caller's thread was interrupted", e);
    } catch (StoreException e) {
      throw new PenstockException(
          ErrorCode.LEDGER_UNAVAILABLE, "the vectors cannot be paid: " + e.getMessage(), e);
    }
  }

  private EmbeddingAnswer answer(Asker asker, VectorBill.Entry entry, EmbeddingCall call)
      throws InterruptedException {
    String why = "interrupted";
    boolean refused = false;
    boolean made = false;
    try {
      Embeddings embeddings = Isolation.call(provider, timeout, () -> provider.embed(call));
      List<Embedding> vectors = vectors(call, embeddings);
      made = true;
      VectorBill.Paid paid = entry.made(embeddings.usage());
      return new EmbeddingAnswer(
          asker.id(), vectors, spec.provider(), spec.model(), paid.usage(), paid.cost());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      why = Isolation.describe(e);
      refused = e instanceof ProviderException p && p.failure().phase() == Phase.NOT_RUN;
      throw error(e, why);
    } finally {
      if (refused) {
        entry.refused(why);
      } else if (!made) {
        entry.failed(why);
      }
    }
  }

  private List<Embedding> vectors(EmbeddingCall call, Embeddings made) {
    if (made.vectors().size() != call.texts().size()) {
      throw new IllegalArgumentException(
          made.vectors().size() + " vectors came back for " + call.texts().size() + " texts");
    }
    String model = spec.provider() + "/" + spec.model();
    return made.vectors().stream().map(vector -> new Embedding(model, vector)).toList();
  }

  private PenstockException error(Exception e, String why) {
    @Nullable ProviderFailure failure = e instanceof ProviderException p ? p.failure() : null;
    return new PenstockException(
        failure == null ? ErrorCode.PROVIDERS_FAILED : code(failure),
        "the provider " + spec.provider() + " made no vectors: " + why,
        List.of(),
        null,
        failure == null ? null : failure.retryAfter(),
        e);
  }

  private static ErrorCode code(ProviderFailure failure) {
    return switch (failure.kind()) {
      case RATE_LIMITED -> ErrorCode.RATE_LIMITED;
      case CONTEXT_LENGTH_EXCEEDED, UNSUPPORTED, BAD_REQUEST -> ErrorCode.REFUSED_BY_PROVIDER;
      case CONTENT_FILTERED -> ErrorCode.CONTENT_FILTERED;
      case TIMEOUT -> ErrorCode.DEADLINE_EXCEEDED;
      case CANCELLED -> ErrorCode.CANCELLED;
      case QUOTA_EXHAUSTED,
          OVERLOADED,
          SERVER_ERROR,
          UNREACHABLE,
          TLS_FAILED,
          CONNECT_TIMEOUT,
          TRUNCATED,
          MALFORMED,
          TOO_LARGE,
          TRY_AGAIN,
          MODEL_NOT_FOUND,
          UNAUTHORIZED,
          REDIRECTED,
          PLUGIN_FAILED ->
          ErrorCode.PROVIDERS_FAILED;
    };
  }
}
