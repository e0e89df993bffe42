package dev.penstock.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerateRequestTest {
  private static final ToolSpec LOOK =
      new ToolSpec("look", "Looks.", "{\"type\":\"object\"}", true);

  @Test
  void writesEverything() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .system("Be brief.")
            .message(
                new Message.User(
                    List.of(
                        new Part.Text("What is \"this\"?"),
                        new Part.ImageUrl(URI.create("https://example.org/a.png?x=1"), "low"),
                        new Part.ImageUrl(URI.create("https://example.org/a"), null),
                        new Part.ImageData("image/png", "AAAA"))))
            .message(
                new Message.Assistant(
                    "I look.",
                    List.of(
                        new ToolCall("call_0", "look", "{\"at\":1}"),
                        new ToolCall("call_1", "peek", "")),
                    Map.of(
                        "thoughts",
                        "Hm.",
                        "thought_signatures",
                        List.of(Map.of("call", "call_0", "signature", "CsQB")))))
            .message(Message.toolResult("call_0", "{\"seen\":\"a cat\"}"))
            .message(Message.toolResult("call_1", "a dog"))
            .user("Sure?")
            .system("Be sure.")
            .user("Really?")
            .temperature(0.2)
            .topP(0.9)
            .seed(7L)
            .stop("\n\n")
            .tool(LOOK)
            .toolChoice(ToolChoice.named("look"))
            .reasoningEffort(ReasoningEffort.MINIMAL)
            .responseFormat(
                ResponseFormat.jsonSchema("animal", "{\"type\":\"object\",\"properties\":{}}"))
            .build();
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("category", "HARM_CATEGORY_HARASSMENT");
    setting.put("threshold", "BLOCK_NONE");
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("safetySettings", List.of(setting));
    extra.put("generationConfig", Map.of("topK", 40));
    assertThat(written(ApiVersion.V1BETA, Fixtures.call(request, 600, extra)))
        .isEqualTo(expected("everything"));
  }

  @Test
  void saysUnderV1OnlyWhatThatKnows() throws Exception {
    ChatRequest request =
        ChatRequest.builder().system("Be brief.").user("Why?").temperature(0.2).build();
    Map<String, Object> extra =
        Map.of(
            "cachedContent",
            "cachedContents/1",
            "generationConfig",
            Map.of("responseMimeType", "application/json"));
    assertThat(written(ApiVersion.V1, Fixtures.call(request, 300, extra)))
        .isEqualTo(
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Be brief.\"},"
                + "{\"text\":\"Why?\"}]}],"
                + "\"generationConfig\":{\"maxOutputTokens\":300,\"temperature\":0.2}}");
  }

  @Test
  void putsInstructionsBeforeAConversationThatTheModelBegins() throws Exception {
    ChatRequest request =
        ChatRequest.builder().system("Be brief.").assistant("Yes?").user("Why?").build();
    assertThat(written(ApiVersion.V1, Fixtures.call(request, 300, Map.of())))
        .startsWith(
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Be brief.\"}]},"
                + "{\"role\":\"model\",\"parts\":[{\"text\":\"Yes?\"}]},{\"role\":\"user\"");
  }

  @Test
  void refusesUnderV1WhatThatCannotCarry() {
    ChatRequest why = ChatRequest.of("Why?");
    ToolCall call = new ToolCall("1", "look", "{}");
    for (ChatRequest request :
        List.of(
            why.toBuilder().tool(LOOK).build(),
            why.toBuilder().seed(7L).build(),
            why.toBuilder().reasoningEffort(ReasoningEffort.LOW).build(),
            why.toBuilder().responseFormat(ResponseFormat.JSON_OBJECT).build(),
            why.toBuilder().message(new Message.Assistant("", List.of(call), Map.of())).build(),
            why.toBuilder().message(Message.toolResult("1", "x")).build(),
            why.toBuilder().message(image("https://example.org/a.png")).build())) {
      assertRefused(ApiVersion.V1, Fixtures.call(request, 300, Map.of()), "api-version: v1beta");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, NONE, 4000, '\"thinkingBudget\":0'",
    "gemini-2.5-pro, NONE, 4000, '\"thinkingBudget\":128'",
    "gemini-2.5-flash-lite, MINIMAL, 4000, '\"thinkingBudget\":512'",
    "gemini-2.5-flash, MEDIUM, 4000, '\"thinkingBudget\":2000'",
    "models/gemini-2.5-flash, HIGH, 4000, '\"thinkingBudget\":3200'",
    "gemini-2.5-pro, MAX, 64000, '\"thinkingBudget\":24576'",
    "gemini-2.5-flash, MAX, 512, '\"thinkingBudget\":0'",
    "gemini-2.5-pro, MAX, 512, '\"thinkingBudget\":128'",
    "gemini-3-flash-preview, NONE, 4000, '\"thinkingLevel\":\"MINIMAL\"'",
    "gemini-3.1-pro-preview, NONE, 4000, '\"thinkingLevel\":\"LOW\"'",
    "gemini-3-flash-preview, MEDIUM, 4000, '\"thinkingLevel\":\"MEDIUM\"'",
    "gemini-flash-latest, MAX, 4000, '\"thinkingLevel\":\"HIGH\"'",
  })
  void saysAnEffortAsTheModelTakesIt(
      String model, ReasoningEffort effort, long limit, String expected) throws Exception {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().reasoningEffort(effort).build();
    ProviderCall call =
        new ProviderCall("r/1", model, request, limit, Duration.ofSeconds(1), Map.of());
    assertThat(written(ApiVersion.V1BETA, call)).contains("\"thinkingConfig\":{" + expected + "}");
  }

  @ParameterizedTest
  @CsvSource({"AUTO, ''", "NONE, NONE", "REQUIRED, ANY"})
  void choosesTools(ToolChoice.Mode choice, String mode) throws Exception {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().tool(LOOK).toolChoice(choice).build();
    String body = written(ApiVersion.V1BETA, Fixtures.call(request, 300, Map.of()));
    if (mode.isEmpty()) {
      assertThat(body).doesNotContain("toolConfig");
    } else {
      assertThat(body)
          .contains("\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"" + mode + "\"}}");
    }
  }

  @Test
  void asksForJsonWithoutASchema() throws Exception {
    ChatRequest request =
        ChatRequest.of("Why?").toBuilder().responseFormat(ResponseFormat.JSON_OBJECT).build();
    assertThat(written(ApiVersion.V1BETA, Fixtures.call(request, 300, Map.of())))
        .contains("\"responseMimeType\":\"application/json\"}")
        .doesNotContain("Schema");
  }

  @Test
  void putsResultsOfToolsFirstAndNamesTheToolOfTheLatestCall() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .user("Look.")
            .message(new Message.Assistant("", List.of(new ToolCall("1", "a", "{}")), Map.of()))
            .message(Message.toolResult("1", "[]"))
            .message(new Message.Assistant("", List.of(new ToolCall("1", "b", "{}")), Map.of()))
            .user("Quick!")
            .message(Message.toolResult("1", "{}"))
            .build();
    assertThat(written(ApiVersion.V1BETA, Fixtures.call(request, 300, Map.of())))
        .contains("\"name\":\"a\",\"response\":{\"output\":\"[]\"}")
        .contains(
            "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"id\":\"1\",\"name\":\"b\","
                + "\"response\":{}}},{\"text\":\"Quick!\"}]}");
  }

  @Test
  void sendsTheSignatureOfAnAnswerBackWithItsText() throws Exception {
    Map<String, Object> extra = Map.of("thought_signatures", List.of(Map.of("signature", "Em8=")));
    for (String text : List.of("So.", "")) {
      ChatRequest request =
          ChatRequest.builder()
              .user("Why?")
              .message(new Message.Assistant(text, List.of(), extra))
              .user("Sure?")
              .build();
      assertThat(written(ApiVersion.V1BETA, Fixtures.call(request, 300, Map.of())))
          .contains(
              "{\"role\":\"model\",\"parts\":[{\"text\":\""
                  + text
                  + "\",\"thoughtSignature\":\"Em8=\"}]}");
    }
  }

  @Test
  void leavesBehindWhatOtherVendorsKept() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .user("Why?")
            .message(
                new Message.Assistant(
                    "So.",
                    List.of(),
                    Map.of("reasoning_content", "x", "thought_signatures", List.of("y", Map.of()))))
            .user("Sure?")
            .build();
    assertThat(written(ApiVersion.V1BETA, Fixtures.call(request, 300, Map.of())))
        .contains("{\"role\":\"model\",\"parts\":[{\"text\":\"So.\"}]}");
  }

  @Test
  void anExtraFieldReplacesOurs() throws Exception {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().temperature(0.2).build();
    Map<String, Object> extra = Map.of("generationConfig", Map.of("temperature", 0.7));
    assertThat(written(ApiVersion.V1BETA, Fixtures.call(request, 300, extra)))
        .contains("\"generationConfig\":{\"maxOutputTokens\":300,\"temperature\":0.7}")
        .doesNotContain("0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "contents",
        "systemInstruction",
        "system_instruction",
        "generation_config",
        "generationconfig"
      })
  void refusesAnExtraFieldThatTheEngineSets(String field) {
    assertRefused(
        ApiVersion.V1BETA,
        Fixtures.call(ChatRequest.of("Why?"), 300, Map.of(field, Map.of())),
        field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"maxOutputTokens", "max_output_tokens", "candidateCount", "candidate_count"})
  void refusesAnotherLimit(String field) {
    Map<String, Object> extra = Map.of("generationConfig", Map.of(field, 100_000));
    assertRefused(ApiVersion.V1BETA, Fixtures.call(ChatRequest.of("Why?"), 300, extra), field);
  }

  @Test
  void refusesWhatTheApiCannotCarry() {
    ChatRequest.Builder why = ChatRequest.of("Why?").toBuilder();
    assertRefused(why.seed(1L << 40).build(), "seed");
    why.seed(null).responseFormat(ResponseFormat.jsonSchema("s", "[]"));
    assertRefused(why.build(), "the schema s");
    why.responseFormat(ResponseFormat.TEXT).tool(ToolSpec.of("t", "", "{\"type\":"));
    assertRefused(why.build(), "the tool t");
    ChatRequest.Builder answered = ChatRequest.of("Why?").toBuilder();
    answered.message(Message.toolResult("call_9", "x"));
    assertRefused(answered.build(), "call_9");
    assertRefused(
        ApiVersion.V1BETA,
        Fixtures.call(ChatRequest.of("Why?"), 300, Map.of("generationConfig", 7)),
        "must be an object");
  }

  private static Message image(String url) {
    return new Message.User(List.of(new Part.ImageUrl(URI.create(url), null)));
  }

  private static void assertRefused(ChatRequest request, String word) {
    assertRefused(ApiVersion.V1BETA, Fixtures.call(request, 300, Map.of()), word);
  }

  private static void assertRefused(ApiVersion version, ProviderCall call, String word) {
    ProviderFailure failure = Fixtures.failureOf(() -> written(version, call));
    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    assertThat(failure.message()).contains(word);
  }

  private static String written(ApiVersion version, ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel("google", call.modelId());
    return new GenerateRequestWriter(version).write(call, label).toString(UTF_8);
  }

  private static String expected(String name) {
    return Fixtures.resource("requests/" + name + ".json").strip();
  }
}
