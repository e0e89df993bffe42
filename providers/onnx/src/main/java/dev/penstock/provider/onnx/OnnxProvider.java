package dev.penstock.provider.onnx;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ReportedUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Embeds by one model, which a thread of its own loads from the start on; a call waits for it no
 * longer than it may take.
 */
final class OnnxProvider implements EmbeddingProvider {
  static final String MODEL = "all-minilm-l6-v2-q";

  private static final int LONGEST_TEXT = 100_000;
  private static final long CLOSE_SECONDS = 5;

  private final int threads;
  private final Semaphore free;
  private final FutureTask<SentenceModel> loading;
  private final AtomicBoolean freed = new AtomicBoolean();
  private volatile boolean closed;

  OnnxProvider(int threads, Callable<SentenceModel> load, String instance) {
    this.threads = threads;
    this.free = new Semaphore(threads, true);
    this.loading = new FutureTask<>(load);
    Thread.ofPlatform()
        .daemon()
        .name("penstock-load-" + instance)
        .start(
            () -> {
              loading.run();
              if (closed) {
                closeModel();
              }
            });
  }

  @Override
  public boolean isBilled() {
    return false;
  }

  @Override
  public Embeddings embed(EmbeddingCall call) throws ProviderException {
    check(call);
    long until = System.nanoTime() + call.timeout().toNanos();
    try {
      SentenceModel model = loaded(until);
      if (!free.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw failure(
            FailureKind.OVERLOADED,
            "all %d threads of the embedding model are busy".formatted(threads));
      }
      try {
        return embed(model, call.texts(), until);
      } finally {
        free.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(FailureKind.CANCELLED, "interrupted while embedding", e);
    }
  }

  private static void check(EmbeddingCall call) throws ProviderException {
    if (!call.modelId().equals(MODEL)) {
      throw failure(
          FailureKind.MODEL_NOT_FOUND,
          "there is no model %s, expected %s".formatted(call.modelId(), MODEL));
    }
    Integer dimensions = call.dimensions();
    if (dimensions != null && dimensions != SentenceModel.DIMENSIONS) {
      throw failure(
          FailureKind.BAD_REQUEST,
          "%s gives vectors of %d numbers, not %d"
              .formatted(MODEL, SentenceModel.DIMENSIONS, dimensions));
    }
    for (String text : call.texts()) {
      if (text.isBlank()) {
        throw failure(FailureKind.BAD_REQUEST, "a text to embed is blank");
      }
      if (text.length() > LONGEST_TEXT) {
        throw failure(
            FailureKind.CONTEXT_LENGTH_EXCEEDED,
            "a text to embed has %d characters, expected at most %d"
                .formatted(text.length(), LONGEST_TEXT));
      }
    }
  }

  private SentenceModel loaded(long until) throws ProviderException, InterruptedException {
    try {
      return loading.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw failure(FailureKind.TIMEOUT, "the embedding model is still being loaded", e);
    } catch (ExecutionException e) {
      throw failure(
          FailureKind.PLUGIN_FAILED,
          "the embedding model cannot be loaded: " + e.getCause(),
          e.getCause());
    }
  }

  private Embeddings embed(SentenceModel model, List<String> texts, long until)
      throws ProviderException, InterruptedException {
    if (closed) {
      throw failure(FailureKind.CANCELLED, "the provider is closed");
    }
    List<float[]> vectors = new ArrayList<>(texts.size());
    long tokens = 0;
    for (String text : texts) {
      Sum sum = new Sum();
      List<Piece> pieces = model.pieces(text);
      if (pieces.isEmpty()) {
        throw failure(FailureKind.BAD_REQUEST, "a text to embed has no characters of any script");
      }
      for (Piece piece : pieces) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (System.nanoTime() - until > 0) {
          throw failure(FailureKind.TIMEOUT, "the texts were not embedded in time");
        }
        sum.add(model.embed(piece), piece.tokens());
        tokens += piece.tokens();
      }
      vectors.add(sum.unit());
    }
    return new Embeddings(vectors, ReportedUsage.of(Usage.of(tokens, 0), Map.of()));
  }

  private static ProviderException failure(FailureKind kind, String message) {
    return failure(kind, message, null);
  }

  private static ProviderException failure(
      FailureKind kind, String message, @Nullable Throwable cause) {
    return new ProviderException(
        ProviderFailure.of(kind, ProviderFailure.Phase.NOT_RUN, message), cause);
  }

  /** Waits for the texts that are being embedded; native memory must not go from under them. */
  @Override
  public void close() {
    closed = true;
    if (loading.isDone()) {
      closeModel();
    }
  }

  /** Called by who sees first that the provider is closed and the model loaded, or by both. */
  private void closeModel() {
    if (!freed.compareAndSet(false, true)) {
      return;
    }
    boolean idle = false;
    try {
      idle = free.tryAcquire(threads, CLOSE_SECONDS, TimeUnit.SECONDS);
      if (idle && loading.state() == FutureTask.State.SUCCESS) {
        loading.resultNow().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (idle) {
        free.release(threads);
      }
    }
  }
}
