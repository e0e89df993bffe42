package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A conversation that began on one wire and goes on, after a failure, on another. */
class ForeignConversationTest {
  private static final Map<String, Object> THINKING =
      Map.of(
          "thinking_blocks",
          List.of(Map.of("type", "thinking", "thinking", "hm", "signature", "sig-a")));
  private static final Map<String, Object> SIGNED =
      Map.of(
          "thought_signatures",
          List.of(Map.of("call", "call_1", "signature", "sig-g")),
          "thoughts",
          "so so");
  private static final Map<String, Object> REASONED = Map.of("reasoning_content", "well");

  static Stream<Arguments> pairs() {
    return Arrays.stream(Wire.values())
        .flatMap(
            from ->
                Arrays.stream(Wire.values())
                    .filter(to -> to != from)
                    .flatMap(
                        to -> Arrays.stream(Mode.values()).map(mode -> arguments(from, to, mode))));
  }

  /** What the wire gave with its answer, to be sent back with it. */
  private static Map<String, Object> extra(Wire wire) {
    return switch (wire) {
      case OPENAI -> REASONED;
      case ANTHROPIC -> THINKING;
      case GEMINI -> SIGNED;
    };
  }

  private static ChatRequest.Builder conversation(Wire wire) {
    ToolCall call = new ToolCall("call_1", "order_status", "{\"id\":7}");
    return ChatRequest.builder()
        .system("You are a support desk.")
        .user("Where is order 7?")
        .message(new Message.Assistant("I shall look.", List.of(call), extra(wire)))
        .message(Message.toolResult("call_1", "{\"state\":\"sent\"}"))
        .user("And when does it come?")
        .tool(ToolSpec.of("order_status", "Tells where an order is", "{\"type\":\"object\"}"))
        .temperature(0.3)
        .maxOutputTokens(50L);
  }

  @ParameterizedTest
  @DisplayName("goes on with a body that the other wire takes, and with no field of the first")
  @MethodSource("pairs")
  void goesOnOnAnotherWire(Wire from, Wire to, Mode mode) {
    try (Desk desk =
        Desk.of(from, Reply.failure(503, null))
            .second(to, e -> Reply.text(Desk.HELLO, Desk.USED))
            .open()) {
      desk.ask(mode, conversation(from).build()).answered("large", Desk.HELLO);
      desk.calls(1, 1);
      assertOwn(from, desk.firstServer().exchanges().getFirst());
      Exchange sent = desk.secondServer().exchanges().getFirst();
      assertThat(sent.body())
          .doesNotContain("thinking", "signature", "Signature", "thoughts", "sig-a", "sig-g");
      assertShape(to, sent);
    }
  }

  /** The wire that the fields came from gets them back. */
  private static void assertOwn(Wire wire, Exchange exchange) {
    assertShape(wire, exchange);
    assertThat(exchange.body())
        .contains(
            switch (wire) {
              case OPENAI -> "reasoning_content";
              case ANTHROPIC -> "sig-a";
              case GEMINI -> "\"thoughtSignature\":\"sig-g\"";
            });
  }

  private static void assertShape(Wire wire, Exchange exchange) {
    Map<String, Object> body = exchange.json();
    switch (wire) {
      case OPENAI -> assertOpenAi(body);
      case ANTHROPIC -> assertAnthropic(body);
      case GEMINI -> assertGemini(body);
    }
  }

  private static void assertOpenAi(Map<String, Object> body) {
    assertThat(body)
        .containsOnlyKeys(known(body, "model", "messages", "tools", "temperature", "stream"));
    assertThat(roles(body, "messages"))
        .containsExactly("system", "user", "assistant", "tool", "user");
    assertThat(body.get("messages").toString())
        .contains("tool_calls=[{", "type=function", "arguments={\"id\":7}", "tool_call_id=call_1")
        .doesNotContain("tool_use", "functionCall");
    assertThat(body.get("tools").toString()).contains("type=function", "function={");
  }

  private static void assertAnthropic(Map<String, Object> body) {
    assertThat(body)
        .containsOnlyKeys(
            known(
                body,
                "model",
                "max_tokens",
                "system",
                "messages",
                "tools",
                "temperature",
                "stream"));
    assertThat(body.get("system")).isEqualTo("You are a support desk.");
    assertThat(roles(body, "messages")).containsExactly("user", "assistant", "user");
    assertThat(body.get("messages").toString())
        .contains("type=tool_use", "input={id=7}", "type=tool_result", "tool_use_id=call_1")
        .doesNotContain("tool_calls", "functionCall", "reasoning_content");
    assertThat(body.get("tools").toString()).contains("input_schema={").doesNotContain("function");
  }

  private static void assertGemini(Map<String, Object> body) {
    assertThat(body)
        .containsOnlyKeys(
            known(body, "systemInstruction", "contents", "tools", "generationConfig"));
    assertThat(roles(body, "contents")).containsExactly("user", "model", "user");
    assertThat(body.get("contents").toString())
        .contains("functionCall={", "args={id=7}", "functionResponse={", "response={state=sent}")
        .doesNotContain("tool_calls", "tool_use", "reasoning_content");
    assertThat(body.get("tools").toString()).contains("functionDeclarations");
  }

  /** The keys there are, with those required; a key beyond them and the limits is foreign. */
  private static String[] known(Map<String, Object> body, String... required) {
    List<String> allowed =
        List.of("max_tokens", "max_completion_tokens", "stream", "stream_options");
    Stream<String> present = allowed.stream().filter(body::containsKey);
    Stream<String> needed =
        Arrays.stream(required).filter(key -> !key.equals("stream") || body.containsKey(key));
    return Stream.concat(needed, present).distinct().toArray(String[]::new);
  }

  private static List<Object> roles(Map<String, Object> body, String field) {
    return ((List<?>) body.get(field))
        .stream().<Object>map(message -> ((Map<?, ?>) message).get("role")).toList();
  }

  @ParameterizedTest
  @DisplayName("leaves out what the other wire's version does not take")
  @EnumSource
  void leavesOutWhatAVersionDoesNotTake(Mode mode) {
    try (Desk desk =
        Desk.of(Wire.OPENAI, Reply.failure(503, null))
            .second(Wire.ANTHROPIC, e -> Reply.text(Desk.HELLO, Desk.USED))
            .ofSecond("version: 2026-10-21")
            .open()) {
      desk.ask(mode, conversation(Wire.OPENAI).topP(0.9).seed(7L).build())
          .answered("large", Desk.HELLO);
      assertThat(desk.secondServer().exchanges().getFirst().json())
          .doesNotContainKeys("temperature", "top_p", "seed");
    }
  }

  @Test
  @DisplayName("passes over a candidate whose version takes no tools")
  void passesOverOneWhoseVersionTakesNoTools() {
    try (Desk desk =
        Desk.of(Wire.OPENAI, Reply.failure(503, null))
            .second(Wire.GEMINI, e -> Reply.text(Desk.HELLO, Desk.USED))
            .ofSecond("api-version: v1")
            .open()) {
      Seen seen = desk.ask(Mode.WHOLE, conversation(Wire.OPENAI).build());
      assertThat(seen.error()).isNotNull();
      assertThat(seen.attempts()).extracting(a -> a.model()).containsOnly("small");
      assertThat(desk.secondServer().exchanges()).isEmpty();
    }
  }
}
