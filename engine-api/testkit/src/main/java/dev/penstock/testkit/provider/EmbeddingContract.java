package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors for texts, for providers that implement {@link EmbeddingProvider}. */
public interface EmbeddingContract extends ProviderUnderTest {
  /** A vector for each text, in order, all of one length, all numbers finite. */
  @Test
  default void embedsEachText() throws Exception {
    EmbeddingProvider provider =
        provider() instanceof EmbeddingProvider embedding
            ? embedding
            : abort("is no EmbeddingProvider");
    List<String> texts =
        List.of("Where is my order?", "I want my money back.", "Where is my order?");
    Embeddings embeddings =
        provider.embed(new EmbeddingCall(call().modelId(), texts, null, call().timeout()));
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
