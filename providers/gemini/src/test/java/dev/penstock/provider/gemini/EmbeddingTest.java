package dev.penstock.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.testkit.provider.Reported;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingTest {
  private static final List<float[]> VECTORS =
      List.of(new float[] {0.25f, -1.5e-8f, 3}, new float[] {1, 2, Float.MIN_VALUE});

  private final List<Exchange> exchanges = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void readsVectorsExactly(ApiVersion version) throws Exception {
    Embeddings embeddings = embed(version, Reply.embeddings(VECTORS), null);
    assertThat(embeddings.vectors().get(0)).isEqualTo(VECTORS.get(0));
    assertThat(embeddings.vectors().get(1)).isEqualTo(VECTORS.get(1));
    assertThat(Reported.counts(embeddings.usage()).usage().output()).isZero();
    assertThat(exchanges.getFirst().path())
        .isEqualTo("/" + version + "/models/gemini-embedding-001:batchEmbedContents");
  }

  @Test
  void namesTheModelWithEachText() throws Exception {
    embed(ApiVersion.V1BETA, Reply.embeddings(VECTORS), 3);
    assertThat(exchanges.getFirst().body())
        .isEqualTo(
            "{\"requests\":["
                + "{\"model\":\"models/gemini-embedding-001\","
                + "\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":3},"
                + "{\"model\":\"models/gemini-embedding-001\","
                + "\"content\":{\"parts\":[{\"text\":\"b\"}]},\"outputDimensionality\":3}]}");
  }

  @Test
  void takesAnAnswerWithoutUsage() throws Exception {
    Reply reply = Reply.json("{\"embeddings\":[{\"values\":[1]},{\"values\":[2],\"shape\":[1]}]}");
    assertThat(embed(ApiVersion.V1BETA, reply, null).usage()).isNull();
    Reply counted =
        Reply.json(
            "{\"embeddings\":[{\"values\":[1]},{\"values\":[2]}],"
                + "\"usageMetadata\":{\"promptTokenCount\":4}}");
    assertThat(Reported.counts(embed(ApiVersion.V1BETA, counted, null).usage()).usage())
        .isEqualTo(Usage.of(4, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"embeddings\":[{\"values\":[1]}]}",
        "{\"embeddings\":[{\"values\":[1]},{\"values\":[1]},{\"values\":[1]}]}",
        "{\"embeddings\":[{\"values\":[1]},{\"values\":[1,2]}]}",
        "{\"embeddings\":[{\"values\":[]},{\"values\":[]}]}",
        "{\"embeddings\":[{\"values\":[1]},{\"values\":[\"x\"]}]}",
        "{\"embeddings\":[{\"values\":[1]},{\"values\":[1e99]}]}",
      })
  void refusesVectorsThatAreNone(String json) {
    assertThat(Fixtures.failureOf(() -> embed(ApiVersion.V1BETA, Reply.json(json), null)).kind())
        .isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void refusesVectorsOfAnotherLength() {
    assertThat(
            Fixtures.failureOf(() -> embed(ApiVersion.V1BETA, Reply.embeddings(VECTORS), 2))
                .message())
        .contains("3 dimensions, not 2");
  }

  private Embeddings embed(ApiVersion version, Reply reply, Integer dimensions)
      throws ProviderException {
    try (ScriptedServer server = ScriptedServer.gemini(exchange -> reply);
        GeminiProvider provider = Fixtures.connect(server.baseUrl(), version)) {
      Embeddings embeddings =
          provider.embed(
              new EmbeddingCall(
                  "gemini-embedding-001", List.of("a", "b"), dimensions, Duration.ofSeconds(5)));
      exchanges.addAll(server.exchanges());
      return embeddings;
    }
  }
}
