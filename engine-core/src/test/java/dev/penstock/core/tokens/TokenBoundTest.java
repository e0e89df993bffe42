package dev.penstock.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolSpec;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenBoundTest {
  private final TokenCounter counter = new TokenCounter();

  @Property(tries = 300)
  void isNeverBelowTheCount(@ForAll String system, @ForAll String question) {
    ChatRequest request =
        ChatRequest.builder()
            .system(system)
            .user(question)
            .document("order", question)
            .tool(ToolSpec.of("find", system, "{}"))
            .responseFormat(ResponseFormat.jsonSchema("s", question))
            .build();
    assertThat(TokenBound.of(request)).isGreaterThanOrEqualTo(counter.count(request));
  }

  @Property
  void measuresUtf8WithoutEncoding(@ForAll String text) {
    String paired = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(TokenBound.utf8Length(paired))
        .isEqualTo(paired.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void countsNamesOfSpecialTokensAsText() {
    assertThat(counter.count("<|endoftext|>")).isGreaterThan(1);
  }
}
