package dev.penstock.provider.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ErrorBodyTest {
  @Test
  void readsTheInsideOfAnError() {
    assertThat(parse("{\"error\":{\"code\":429,\"type\":\"t\",\"param\":\"p\",\"message\":\"m\"}}"))
        .isEqualTo(new ErrorBody("429", "t", "p", "m"));
  }

  @Test
  void findsACodeAmongTheDetails() {
    assertThat(parse("{\"error\":{\"type\":\"t\",\"details\":{\"x\":[],\"error_code\":\"c\"}}}"))
        .isEqualTo(new ErrorBody("c", "t", null, ""));
    assertThat(parse("{\"error\":{\"code\":\"own\",\"details\":[{\"error_code\":\"c\"}]}}").code())
        .isEqualTo("own");
  }

  @Test
  void readsDetailsInGooglesForm() {
    ErrorBody error =
        parse(
            """
            {"error": {"code": 429, "message": "m", "status": "RESOURCE_EXHAUSTED", "details": [
              7,
              {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT"},
              {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [
                {"quotaMetric": "m", "quotaId": "PerDay-FreeTier", "quotaDimensions": {"model": "x"}}
              ]},
              {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "46.5s"}
            ]}}
            """);
    assertThat(error)
        .isEqualTo(
            new ErrorBody(
                "429",
                "RESOURCE_EXHAUSTED",
                null,
                "m",
                List.of("RATE_LIMIT", "PerDay-FreeTier"),
                Duration.ofMillis(46_500)));
    assertThat(error.word()).isEqualTo("RATE_LIMIT");
  }

  @Test
  void keepsABoundedNumberOfWords() {
    String detail = "{\"reason\":\"X\"},";
    assertThat(parse("{\"error\":{\"details\":[" + detail.repeat(500) + "0]}}").words())
        .hasSize(32);
  }

  @Test
  void saysANumberOnlyWhereThereIsNoWord() {
    assertThat(new ErrorBody("429", "UNAVAILABLE", null, "").word()).isEqualTo("UNAVAILABLE");
    assertThat(new ErrorBody("429", null, null, "").word()).isEqualTo("429");
    assertThat(new ErrorBody(null, null, null, "x", List.of("sk-12"), null).word()).isNull();
  }

  @Test
  void takesAnythingElseForNoError() {
    assertThat(parse("<html>")).isEqualTo(ErrorBody.NONE);
    assertThat(parse("")).isEqualTo(ErrorBody.NONE);
    assertThat(parse("[1,2]")).isEqualTo(ErrorBody.NONE);
  }

  @Test
  void passesOnWordsAndNoTexts() {
    assertThat(new ErrorBody("a text, it may quote a key", "rate_limit", null, "").word())
        .isEqualTo("rate_limit");
    assertThat(new ErrorBody(null, null, "say: sk-1234", "").field()).isNull();
  }

  private static ErrorBody parse(String text) {
    return ErrorBody.parse(text.getBytes(UTF_8));
  }
}
