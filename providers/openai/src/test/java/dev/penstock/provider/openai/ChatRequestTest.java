package dev.penstock.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatRequestTest {
  private static final ToolSpec LOOK =
      new ToolSpec("look", "Looks.", "{\"type\":\"object\"}", true);

  @Test
  void writesEverythingForOpenAi() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .system("Be brief.")
            .message(
                new Message.User(
                    List.of(
                        new Part.Text("What is \"this\"?"),
                        new Part.ImageUrl(URI.create("https://example.org/a.png"), "low"),
                        new Part.ImageData("image/png", "AAAA"))))
            .message(
                new Message.Assistant(
                    "", List.of(new ToolCall("call_1", "look", "{\"at\":1}")), Map.of()))
            .message(Message.toolResult("call_1", "a cat"))
            .message(new Message.Assistant("A cat.", List.of(), Map.of("reasoning_content", "hm")))
            .user("Sure?")
            .temperature(0.2)
            .topP(0.9)
            .seed(7L)
            .stop("\n\n")
            .tool(LOOK)
            .toolChoice(ToolChoice.named("look"))
            .responseFormat(
                ResponseFormat.jsonSchema("animal", "{\"type\":\"object\",\"properties\":{}}"))
            .build();
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("logit_bias", Map.of("50256", -100));
    extra.put("store", false);
    assertThat(written(Dialect.OPENAI, call("gpt-4.1", request, extra), false))
        .isEqualTo(expected("openai"));
  }

  @Test
  void writesWhatDeepSeekKnows() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .user("Why?")
            .reasoningEffort(ReasoningEffort.XHIGH)
            .tool(LOOK)
            .toolChoice(ToolChoice.REQUIRED)
            .responseFormat(ResponseFormat.JSON_OBJECT)
            .build();
    assertThat(written(Dialect.DEEPSEEK, call("deepseek-v4-pro", request, Map.of()), true))
        .isEqualTo(expected("deepseek"));
  }

  @Test
  void writesWhatMistralKnows() throws Exception {
    ChatRequest request = ChatRequest.builder().user("Why?").seed(7L).build();
    assertThat(written(Dialect.MISTRAL, call("mistral-small-latest", request, Map.of()), true))
        .isEqualTo(expected("mistral"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "messages",
        "stream",
        "stream_options",
        "n",
        "best_of",
        "max_tokens",
        "max_completion_tokens"
      })
  void refusesAnExtraFieldThatChangesWhoAnswersOrHowMuch(String field) {
    ProviderFailure failure = refused(ChatRequest.of("Why?"), Map.of(field, 5));
    assertThat(failure.message()).contains(field);
  }

  @Test
  void anExtraFieldReplacesOurs() throws Exception {
    ChatRequest request = ChatRequest.builder().user("Why?").temperature(0.1).build();
    assertThat(written(Dialect.OPENAI, call("m", request, Map.of("temperature", 1)), false))
        .contains("\"temperature\":1")
        .doesNotContain("0.1");
  }

  @Test
  void refusesAnExtraFieldThatIsNoJson() {
    refused(ChatRequest.of("Why?"), Map.of("x", new Object()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1}}", "{},\"n\":9", "[]", "1", "{\"a\":NaN}"})
  void refusesASchemaThatIsNoJsonObject(String schema) {
    refused(
        ChatRequest.builder()
            .user("Why?")
            .responseFormat(ResponseFormat.jsonSchema("x", schema))
            .build(),
        Map.of());
    refused(
        ChatRequest.builder().user("Why?").tool(ToolSpec.of("t", "", schema)).build(), Map.of());
  }

  @Test
  void refusesSamplingTogetherWithReasoning() {
    refused(
        ChatRequest.builder()
            .user("Why?")
            .temperature(0.5)
            .reasoningEffort(ReasoningEffort.LOW)
            .build(),
        Map.of());
  }

  @Test
  void escapesHalfACharacter() throws Exception {
    ProviderCall call = call("m", ChatRequest.of("broken \ud83d"), Map.of());
    assertThat(written(Dialect.OPENAI, call, false)).contains("broken \\uD83D");
  }

  private static ProviderFailure refused(ChatRequest request, Map<String, Object> extra) {
    ProviderFailure failure =
        Fixtures.failureOf(() -> written(Dialect.OPENAI, call("m", request, extra), false));
    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    assertThat(failure.message()).startsWith("desk, model m: ");
    return failure;
  }

  private static ProviderCall call(String model, ChatRequest request, Map<String, Object> extra) {
    return new ProviderCall("r/1", model, request, 300, Duration.ofSeconds(1), extra);
  }

  private static String written(Dialect dialect, ProviderCall call, boolean stream)
      throws ProviderException {
    RequestBody body =
        new ChatRequestWriter(dialect).write(call, stream, new CallLabel("desk", call.modelId()));
    try {
      return new String(body.getContent().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String expected(String name) {
    return Fixtures.resource("requests/" + name + ".json").strip();
  }
}
