package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
  @Test
  void readsEveryKindOfValue() {
    String json =
        " {\"a\": [1, -2.5, 1e3, true, false, null], \"b\\n\": {\"\\u00e9\\ud83d\\ude80\": \"\"}} ";
    assertThat(JsonReader.read(json))
        .isEqualTo(
            Map.of(
                "a",
                Arrays.asList(1L, -2.5, 1000.0, true, false, null),
                "b\n",
                Map.of("\u00e9\ud83d\ude80", "")));
  }

  @Test
  void refusesWhatIsNoJson() {
    for (String text :
        new String[] {
          "",
          "{",
          "[1,]",
          "{\"a\" 1}",
          "{a:1}",
          "01",
          "-",
          "1.",
          "tru",
          "\"\\x\"",
          "\"\t\"",
          "\"open",
          "{} {}",
          "[".repeat(300) + "]".repeat(300)
        }) {
      assertThatThrownBy(() -> JsonReader.read(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
