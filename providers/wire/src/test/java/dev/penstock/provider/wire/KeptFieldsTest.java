package dev.penstock.provider.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;

final class KeptFieldsTest {
  @Test
  void keepsTheFirstOfAName() {
    assertThat(kept("{\"a\":{\"b\":[1,true,null,\"x\"]}}", "{\"a\":2}", 1000))
        .hasToString("{a={b=[1, true, x]}}");
  }

  @Test
  void leavesOutWhatIsTooLarge() {
    assertThat(kept("{\"a\":\"" + "x".repeat(90) + "\",\"b\":1}", "{\"c\":2}", 100))
        .isEqualTo(Map.of("b", 1, "c", 2));
  }

  @Test
  void joinsTextsInTheOrderOfTheirArrival() {
    KeptFields fields = new KeptFields(100);
    fields.append("a", "one");
    fields.append("a", " two");
    assertThat(fields.isEmpty()).isFalse();
    assertThat(fields.left()).isEqualTo(100 - 16 - 3 - 16 - 4);
    assertThat(fields.toMap()).isEqualTo(Map.of("a", "one two"));
  }

  private static Map<String, Object> kept(String first, String second, int budget) {
    KeptFields fields = new KeptFields(budget);
    for (String text : new String[] {first, second}) {
      byte[] bytes = text.getBytes(UTF_8);
      try (JsonParser json = Json.parser(bytes, 0, bytes.length)) {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          fields.keep(name, json);
        }
      }
    }
    return fields.toMap();
  }
}
