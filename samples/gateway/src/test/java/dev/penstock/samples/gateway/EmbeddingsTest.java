package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.error;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsTest {
  private static final String PATH = "/v1/embeddings";

  /** The first text's vector begins with 1, the second's with 2, and so on; 5 tokens each time. */
  private static final Script VECTORS =
      request -> {
        int texts = ((List<?>) json(request.body()).get("input")).size();
        return new Reply.Vectors(
            Stream.iterate(1, i -> i + 1).limit(texts).map(i -> new float[] {i, 0.5f}).toList(),
            Usage.of(5, 0));
      };

  @Test
  void answersWithVectorsInOrderAndWhatTheyCost() {
    try (Door door = Door.withEmbeddings(VECTORS, "5.00")) {
      HttpResponse<String> response =
          door.post(PATH, "{\"input\":[\"a\",\"b\"],\"model\":\"auto\",\"user\":\"u\"}");
      Map<String, Object> body = json(response.body());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(body).containsEntry("object", "list").containsEntry("model", "e1");
      assertThat(at(body, "data", 1, "index")).isEqualTo(1);
      assertThat(((List<?>) at(body, "data", 1, "embedding")))
          .map(Object::toString)
          .containsExactly("2.0", "0.5");
      assertThat(at(body, "usage", "prompt_tokens")).isEqualTo(5);
      assertThat(response.headers().firstValue("x-penstock-cost")).hasValue("0.000010000");
      assertThat(response.headers().firstValue("x-penstock-model")).hasValue("e1");
      assertThat(door.used()).isEqualTo(Usd.of("0.00001"));
      assertThat(door.held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void tellsVectorsInBase64IfAsked() {
    try (Door door = Door.withEmbeddings(VECTORS, "5.00")) {
      HttpResponse<String> response =
          door.post(PATH, "{\"input\":\"a\",\"model\":\"e1\",\"encoding_format\":\"base64\"}");
      byte[] bytes =
          Base64.getDecoder().decode((String) at(json(response.body()), "data", 0, "embedding"));
      ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

      assertThat(numbers.getFloat()).isEqualTo(1f);
      assertThat(numbers.getFloat()).isEqualTo(0.5f);
      assertThat(numbers.remaining()).isZero();
    }
  }

  @Test
  void carriesTheDimensions() {
    try (Door door = Door.withEmbeddings(VECTORS, "5.00")) {
      door.post(PATH, "{\"input\":\"a\",\"model\":\"e1\",\"dimensions\":2}");

      assertThat(json(door.upstream.exchanges().getFirst().body()))
          .containsEntry("dimensions", 2)
          .containsEntry("model", "e1");
    }
  }

  @Test
  void whatNoBudgetCanPayIsNotMade() {
    try (Door door = Door.withEmbeddings(VECTORS, "0.000001")) {
      HttpResponse<String> response = door.post(PATH, "{\"input\":\"a\",\"model\":\"e1\"}");

      assertThat(response.statusCode()).isEqualTo(402);
      assertThat(error(response, "code")).isEqualTo("budget_exceeded");
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @Test
  void aProviderThatLimitsItsRateIsToldAsThat() {
    try (Door door =
        Door.withEmbeddings(request -> Reply.failure(429, "rate_limit_exceeded"), "5.00")) {
      HttpResponse<String> response = door.post(PATH, "{\"input\":\"a\",\"model\":\"e1\"}");

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(door.held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void aPolicyWithoutEmbeddingsSaysSo() {
    try (Door door = Door.open(VECTORS)) {
      HttpResponse<String> response = door.post(PATH, "{\"input\":\"a\",\"model\":\"auto\"}");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(error(response, "code")).isEqualTo("no_embeddings");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "input":"a" | 400 | model_required
          "model":"m1","input":"a" | 404 | model_not_found
          "model":"e1" | 400 | input_required
          "model":"e1","input":[] | 400 | input_required
          "model":"e1","input":" " | 400 | invalid_input
          "model":"e1","input":[1,2] | 400 | invalid_type
          "model":"e1","input":"a","dimensions":0 | 400 | invalid_dimensions
          "model":"e1","input":"a","encoding_format":"hex" | 400 | invalid_encoding_format
          "model":"e1","input":"a","api_base":"http://x" | 400 | unknown_field
          """)
  void whatIsWrongIsRefusedByName(String fields, int status, String code) {
    try (Door door = Door.withEmbeddings(VECTORS, "5.00")) {
      HttpResponse<String> response = door.post(PATH, "{" + fields + "}");

      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      assertThat(error(response, "code")).isEqualTo(code);
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }
}
