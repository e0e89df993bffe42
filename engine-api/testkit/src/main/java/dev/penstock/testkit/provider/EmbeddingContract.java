package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors for texts. {@link ProviderContract} and {@link EmbedderContract} have the rest of it. */
public interface EmbeddingContract {
  /** The provider, the same one throughout a test. */
  EmbeddingProvider embedder();

  /** A call that the provider answers with vectors of these texts. */
  EmbeddingCall embeddingCall(List<String> texts);

  /** A vector for each text, in order, all of one length, all numbers finite. */
  @Test
  default void embedsEachText() throws Exception {
    List<String> texts =
        List.of("Where is my order?", "I want my money back.", "Where is my order?");
    Embeddings embeddings = embedder().embed(embeddingCall(texts));
    assertThat(embeddings.vectors()).hasSize(3);
    float[] first = embeddings.vectors().getFirst();
    assertThat(first).isNotEmpty();
    for (float[] vector : embeddings.vectors()) {
      assertThat(vector).hasSize(first.length);
      for (float number : vector) {
        assertThat(Float.isFinite(number)).isTrue();
      }
    }
    assertThat(embeddings.vectors().get(2)).isEqualTo(first);
    assertThat(embeddings.vectors().get(1)).isNotEqualTo(first);
  }
}
