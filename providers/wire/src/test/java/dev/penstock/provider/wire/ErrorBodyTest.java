package dev.penstock.provider.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
