package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a provider keeps to that makes embeddings and answers no requests.
 *
 * <pre>{@code
 * final class MyEmbedderTest extends EmbedderContract {
 *   @Override
 *   protected EmbeddingProvider create() {
 *     return new MyProviderFactory().create(settings, TestPluginContext.named("my"));
 *   }
 *
 *   @Override
 *   protected String modelId() {
 *     return "my-model";
 *   }
 * }
 * }</pre>
 */
public abstract class EmbedderContract implements EmbeddingContract {
  private static final int THREADS = 16;

  private @Nullable EmbeddingProvider provider;

  /** For subclasses. */
  protected EmbedderContract() {}

  /** Creates the provider; called once per test, closed after it. */
  protected abstract EmbeddingProvider create();

  /** A model it knows, by its own name. */
  protected abstract String modelId();

  @Override
  public final EmbeddingProvider embedder() {
    if (provider == null) {
      provider = create();
    }
    return provider;
  }

  /** A call that may take 30 seconds, enough to load a model. */
  @Override
  public final EmbeddingCall embeddingCall(List<String> texts) {
    return new EmbeddingCall(modelId(), texts, null, Duration.ofSeconds(30));
  }

  @AfterEach
  final void closeProvider() {
    if (provider != null) {
      provider.close();
    }
  }

  @Test
  final void makesTheSameVectorWhateverOtherTextsAreAsked() throws Exception {
    float[] alone = vectors("Where is my order?").getFirst();
    assertThat(vectors("I want my money back.", "Where is my order?").get(1)).isEqualTo(alone);
  }

  @Test
  final void refusesABlankTextAndAnUnknownModel() {
    assertRefused(embeddingCall(List.of("Where is my order?", " \n")));
    assertRefused(
        new EmbeddingCall("no-such-model", List.of("Hello."), null, Duration.ofSeconds(30)));
  }

  @Test
  final void takesTextOfAnyLengthAndOfOddCharacters() throws Exception {
    List<float[]> vectors =
        vectors("word ".repeat(3_000), "\ud83d\ude9a \ud800 \u0000 \u200d", "x".repeat(5_000), "?");
    assertThat(vectors).hasSize(4).allSatisfy(vector -> assertThat(square(vector)).isPositive());
  }

  @Test
  final void makesTheSameVectorsForManyThreads() throws Exception {
    List<float[]> expected = vectors("question 0", "question 1", "question 2", "question 3");
    List<Future<List<float[]>>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < THREADS; i++) {
        String text = "question " + i % 4;
        results.add(threads.submit(() -> vectors(text)));
      }
    }
    for (int i = 0; i < THREADS; i++) {
      assertThat(results.get(i).get().getFirst()).isEqualTo(expected.get(i % 4));
    }
  }

  private void assertRefused(EmbeddingCall call) {
    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(() -> embedder().embed(call))
        .satisfies(
            refusal ->
                assertThat(refusal.failure().kind())
                    .isIn(FailureKind.BAD_REQUEST, FailureKind.MODEL_NOT_FOUND));
  }

  private List<float[]> vectors(String... texts) throws ProviderException {
    Embeddings embeddings = embedder().embed(embeddingCall(List.of(texts)));
    return embeddings.vectors();
  }

  private static double square(float[] vector) {
    double square = 0;
    for (float number : vector) {
      assertThat(Float.isFinite(number)).isTrue();
      square += (double) number * number;
    }
    return square;
  }
}
