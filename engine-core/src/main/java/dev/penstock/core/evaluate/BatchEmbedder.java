package dev.penstock.core.evaluate;

import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.TextEmbedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the vectors of many texts by a policy's provider, a few calls at a time. */
final class BatchEmbedder implements TextEmbedder {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 32;
  private static final int MOST_THREADS = 8;

  private final EmbeddingProvider provider;
  private final EmbeddingsSpec spec;

  BatchEmbedder(EmbeddingProvider provider, EmbeddingsSpec spec) {
    this.provider = provider;
    this.spec = spec;
  }

  @Override
  public String model() {
    return spec.provider() + "/" + spec.model();
  }

  @Override
  public List<Embedding> embed(List<String> texts) throws ProviderException, InterruptedException {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    List<Future<List<Embedding>>> parts = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int at = 0; at < texts.size(); at += AT_ONCE) {
        List<String> part = texts.subList(at, Math.min(texts.size(), at + AT_ONCE));
        EmbeddingCall call = new EmbeddingCall(spec.model(), part, null, PATIENCE);
        parts.add(executor.submit(() -> vectors(call)));
      }
      try {
        List<Embedding> all = new ArrayList<>(texts.size());
        for (Future<List<Embedding>> part : parts) {
          all.addAll(part.get());
        }
        return all;
      } catch (ExecutionException e) {
        executor.shutdownNow();
        throw failure(Objects.requireNonNullElse(e.getCause(), e));
      } catch (InterruptedException e) {
        executor.shutdownNow();
        throw e;
      }
    }
  }

  private List<Embedding> vectors(EmbeddingCall call) throws ProviderException {
    List<float[]> vectors = provider.embed(call).vectors();
    if (vectors.size() != call.texts().size()) {
      throw failure(
          new IllegalStateException(
              vectors.size() + " vectors came back for " + call.texts().size() + " texts"));
    }
    return vectors.stream().map(vector -> new Embedding(model(), vector)).toList();
  }

  static ProviderException failure(Throwable cause) {
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
