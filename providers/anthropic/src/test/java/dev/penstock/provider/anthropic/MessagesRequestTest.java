package dev.penstock.provider.anthropic;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesRequestTest {
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
                        new Part.ImageUrl(URI.create("https://example.org/a.png"), "low"),
                        new Part.ImageData("image/png", "AAAA"))))
            .message(
                new Message.Assistant(
                    "I look.",
                    List.of(
                        new ToolCall("toolu_1", "look", "{\"at\":1}"),
                        new ToolCall("toolu_2", "look", "")),
                    Map.of()))
            .message(Message.toolResult("toolu_1", "a cat"))
            .message(Message.toolResult("toolu_2", "a dog"))
            .user("Sure?")
            .system("Be sure.")
            .user("Really?")
            .temperature(0.2)
            .topP(0.9)
            .stop("\n\n")
            .tool(LOOK)
            .toolChoice(ToolChoice.named("look"))
            .responseFormat(
                ResponseFormat.jsonSchema("animal", "{\"type\":\"object\",\"properties\":{}}"))
            .build();
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("top_k", 40);
    extra.put("metadata", Map.of("user_id", "u-1"));
    ProviderCall call = Fixtures.call(request, 300, extra);
    assertThat(written(ApiVersion.V2023_06_01, call, false)).isEqualTo(expected("everything"));
  }

  @Test
  void leavesOutWhatTheVersionRefuses() throws Exception {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().temperature(0.2).topP(0.9).build();
    ProviderCall call = Fixtures.call(request, 300, Map.of("top_k", 40));
    assertThat(written(ApiVersion.V2026_10_21, call, true))
        .isEqualTo(
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":300,\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, '\"thinking\":{\"type\":\"disabled\"}'",
    "MINIMAL, '\"output_config\":{\"effort\":\"low\"}'",
    "MEDIUM, '\"output_config\":{\"effort\":\"medium\"}'",
    "XHIGH, '\"output_config\":{\"effort\":\"xhigh\"}'",
    "MAX, '\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"max\"}'",
  })
  void saysAnEffortAsAWord(ReasoningEffort effort, String expected) throws Exception {
    assertThat(written(ApiVersion.V2026_10_21, thinking(effort, 4000), false)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 4000, '\"thinking\":{\"type\":\"disabled\"}'",
    "LOW, 4000, '\"budget_tokens\":1024'",
    "MEDIUM, 4000, '\"budget_tokens\":2000'",
    "MAX, 4000, '\"budget_tokens\":3800'",
    "MAX, 1025, '\"budget_tokens\":1024'",
    "MAX, 1024, '\"thinking\":{\"type\":\"disabled\"}'",
  })
  void saysAnEffortAsAPartOfTheLimit(ReasoningEffort effort, long limit, String expected)
      throws Exception {
    assertThat(written(ApiVersion.V2023_06_01, thinking(effort, limit), false))
        .contains(expected)
        .doesNotContain("output_config");
  }

  @Test
  void writesEffortAndSchemaIntoOneField() throws Exception {
    ChatRequest request =
        ChatRequest.of("Why?").toBuilder()
            .reasoningEffort(ReasoningEffort.HIGH)
            .responseFormat(ResponseFormat.jsonSchema("s", "{}"))
            .build();
    assertThat(written(ApiVersion.V2026_10_21, Fixtures.call(request, 300, Map.of()), false))
        .contains(
            "\"output_config\":{\"effort\":\"high\","
                + "\"format\":{\"type\":\"json_schema\",\"schema\":{}}}");
  }

  @ParameterizedTest
  @CsvSource({"AUTO, ''", "NONE, none", "REQUIRED, any"})
  void choosesTools(ToolChoice.Mode mode, String type) throws Exception {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().tool(LOOK).toolChoice(mode).build();
    String body = written(ApiVersion.V2023_06_01, Fixtures.call(request, 300, Map.of()), false);
    if (type.isEmpty()) {
      assertThat(body).doesNotContain("tool_choice");
    } else {
      assertThat(body).contains("\"tool_choice\":{\"type\":\"" + type + "\"}");
    }
  }

  @Test
  void putsResultsOfToolsBeforeWhatElseTheUserSays() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .user("Look.")
            .message(new Message.Assistant("", List.of(new ToolCall("t1", "look", "{}")), Map.of()))
            .user("Quick!")
            .message(Message.toolResult("t1", "a cat"))
            .build();
    assertThat(written(ApiVersion.V2023_06_01, Fixtures.call(request, 300, Map.of()), false))
        .contains(
            "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\","
                + "\"content\":\"a cat\"},{\"type\":\"text\",\"text\":\"Quick!\"}]}");
  }

  @Test
  void sendsThinkingBackUnchangedAndBeforeTheText() throws Exception {
    Map<String, Object> thinking = new LinkedHashMap<>();
    thinking.put("type", "thinking");
    thinking.put("thinking", "Hm.");
    thinking.put("signature", "c2ln");
    ChatRequest request =
        ChatRequest.builder()
            .user("Why?")
            .message(
                new Message.Assistant(
                    "So.",
                    List.of(),
                    Map.of("thinking_blocks", List.of(thinking), "reasoning_content", "x")))
            .user("Sure?")
            .build();
    assertThat(written(ApiVersion.V2023_06_01, Fixtures.call(request, 300, Map.of()), false))
        .contains(
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm.\","
                + "\"signature\":\"c2ln\"},{\"type\":\"text\",\"text\":\"So.\"}]}")
        .doesNotContain("reasoning_content");
  }

  @Test
  void anExtraFieldReplacesOurs() throws Exception {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().temperature(0.2).build();
    ProviderCall call = Fixtures.call(request, 300, Map.of("temperature", 0.7));
    assertThat(written(ApiVersion.V2023_06_01, call, false))
        .contains("\"temperature\":0.7")
        .doesNotContain("0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "messages", "system", "stream", "max_tokens"})
  void refusesAnExtraFieldThatTheEngineSets(String field) {
    assertRefused(Fixtures.call(ChatRequest.of("Why?"), 300, Map.of(field, "x")), field);
  }

  @Test
  void refusesWhatTheApiCannotCarry() {
    ChatRequest.Builder why = ChatRequest.of("Why?").toBuilder();
    assertRefused(Fixtures.call(why.seed(7L).build(), 300, Map.of()), "seed");
    why.seed(null).responseFormat(ResponseFormat.JSON_OBJECT);
    assertRefused(Fixtures.call(why.build(), 300, Map.of()), "JSON Schema");
    why.responseFormat(ResponseFormat.jsonSchema("s", "[]"));
    assertRefused(Fixtures.call(why.build(), 300, Map.of()), "the schema s");
    why.responseFormat(ResponseFormat.TEXT).tool(ToolSpec.of("t", "", "{\"type\":"));
    assertRefused(Fixtures.call(why.build(), 300, Map.of()), "the tool t");
  }

  @Test
  void refusesTemperatureTogetherWithABudgetOfThinking() {
    ChatRequest request =
        ChatRequest.of("Why?").toBuilder()
            .temperature(0.2)
            .reasoningEffort(ReasoningEffort.HIGH)
            .build();
    assertRefused(Fixtures.call(request, 4000, Map.of()), "drop one");
  }

  private static ProviderCall thinking(ReasoningEffort effort, long limit) {
    ChatRequest request = ChatRequest.of("Why?").toBuilder().reasoningEffort(effort).build();
    return Fixtures.call(request, limit, Map.of());
  }

  private static void assertRefused(ProviderCall call, String word) {
    ProviderFailure failure =
        Fixtures.failureOf(() -> written(ApiVersion.V2023_06_01, call, false));
    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    assertThat(failure.message()).contains(word);
  }

  private static String written(ApiVersion version, ProviderCall call, boolean stream)
      throws ProviderException {
    CallLabel label = new CallLabel("claude", call.modelId());
    return new MessagesRequestWriter(version).write(call, stream, label).toString(UTF_8);
  }

  private static String expected(String name) {
    return Fixtures.resource("requests/" + name + ".json").strip();
  }
}
