package dev.penstock.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.testkit.provider.Reported;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingTest {
  private static final List<float[]> VECTORS =
      List.of(new float[] {0.25f, -1.5e-8f, 3}, new float[] {1, 2, Float.MIN_VALUE});

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void readsVectorsExactly(Dialect dialect) throws Exception {
    Embeddings embeddings = embed(dialect, Reply.embeddings(VECTORS));
    assertThat(embeddings.vectors().get(0)).isEqualTo(VECTORS.get(0));
    assertThat(embeddings.vectors().get(1)).isEqualTo(VECTORS.get(1));
    assertThat(Reported.counts(embeddings.usage()).usage().output()).isZero();
  }

  @Test
  void ordersVectorsByIndex() throws Exception {
    Embeddings embeddings =
        embed(
            Dialect.OPENAI,
            Reply.json(
                """
                {"data":[{"index":1,"embedding":[2]},{"index":0,"embedding":[1]}],
                 "usage":{"prompt_tokens":4,"total_tokens":4}}
                """));
    assertThat(embeddings.vectors().get(0)).containsExactly(1f);
    assertThat(Reported.counts(embeddings.usage()).usage()).isEqualTo(Usage.of(4, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[]},{\"index\":1,\"embedding\":[]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[\"x\"]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":\"AAA\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1e99]}]}",
      })
  void refusesVectorsThatAreNone(String json) {
    assertThat(Fixtures.failureOf(() -> embed(Dialect.OPENAI, Reply.json(json))).kind())
        .isEqualTo(FailureKind.MALFORMED);
  }

  private static Embeddings embed(Dialect dialect, Reply reply) throws ProviderException {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> reply);
        OpenAiProvider provider = Fixtures.connect(dialect, server.baseUrl())) {
      return provider.embed(
          new EmbeddingCall(
              "text-embedding-3-small", List.of("a", "b"), null, Duration.ofSeconds(5)));
    }
  }
}
