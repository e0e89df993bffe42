package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.error;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Reply;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatCompletionsTest {
  private static final Usage USAGE = new Usage(7, 3, 0, 0, 5, 2, false);

  @Test
  void answersWithTextUsageAndWhatWasDecided() {
    try (Door door = Door.open(request -> Reply.text("Hello", USAGE))) {
      HttpResponse<String> response = door.chatting("");
      Map<String, Object> body = json(response.body());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(body).containsEntry("object", "chat.completion").containsEntry("model", "m1");
      assertThat(at(body, "choices", 0, "message", "content")).isEqualTo("Hello");
      assertThat(at(body, "choices", 0, "message", "role")).isEqualTo("assistant");
      assertThat(at(body, "choices", 0, "finish_reason")).isEqualTo("stop");
      assertThat(at(body, "usage", "prompt_tokens")).isEqualTo(10);
      assertThat(at(body, "usage", "completion_tokens")).isEqualTo(5);
      assertThat(at(body, "usage", "total_tokens")).isEqualTo(15);
      assertThat(at(body, "usage", "prompt_tokens_details", "cached_tokens")).isEqualTo(3);
      assertThat(at(body, "usage", "completion_tokens_details", "reasoning_tokens")).isEqualTo(2);
      assertThat(body).doesNotContainKey("penstock");

      assertThat(header(response, "x-penstock-route")).isEqualTo("everything");
      assertThat(header(response, "x-penstock-model")).isEqualTo("m1");
      assertThat(header(response, "x-penstock-tier")).isEqualTo("any");
      assertThat(header(response, "x-penstock-cache")).isEqualTo("miss");
      assertThat(header(response, "x-penstock-attempts")).isEqualTo("1");
      assertThat(header(response, "x-penstock-cost")).isEqualTo("0.000020000");
      assertThat(body.get("id")).isEqualTo("chatcmpl-" + header(response, "x-penstock-request-id"));
      assertThat(header(response, "server-timing"))
          .matches("decide;dur=[0-9.]+, providers;dur=[0-9.]+, engine;dur=.+, total;dur=.+");
    }
  }

  @Test
  void recallsTheSecondTime() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      door.chatting("");
      HttpResponse<String> response = door.chatting("");

      assertThat(header(response, "x-penstock-cache")).isEqualTo("hit-exact");
      assertThat(header(response, "x-penstock-cost")).isEqualTo("0.000000000");
      assertThat(door.upstream.exchanges()).hasSize(1);
    }
  }

  @Test
  void tellsWhatWasDecidedIfAskedInTheBodyOrByAHeader() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      Map<String, Object> byField = json(door.chatting("\"penstock\":true").body());
      Map<String, Object> byHeader =
          json(door.chatting("\"n\":1", "x-penstock-object", "true").body());

      assertThat(at(byField, "penstock", "route", "model")).isEqualTo("m1");
      assertThat(at(byField, "penstock", "attempts", 0, "outcome")).isEqualTo("answered");
      assertThat(at(byHeader, "penstock", "cache")).isEqualTo("hit-exact");
    }
  }

  @Test
  void streamsChunksAndEndsThemWithUsage() {
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo").usage(USAGE))) {
      HttpResponse<String> response =
          door.chatting("\"stream\":true,\"stream_options\":{\"include_usage\":true}");
      List<String> events = events(response.body());

      assertThat(header(response, "content-type")).startsWith("text/event-stream");
      assertThat(header(response, "x-penstock-route")).isEqualTo("everything");
      assertThat(header(response, "x-penstock-model")).isEqualTo("m1");
      assertThat(events).last().isEqualTo("[DONE]");
      List<Map<String, Object>> chunks =
          events.subList(0, events.size() - 1).stream().map(Door::json).toList();
      assertThat(at(chunks.getFirst(), "choices", 0, "delta", "role")).isEqualTo("assistant");
      assertThat(text(chunks)).isEqualTo("Hello");
      assertThat(at(chunks.get(chunks.size() - 2), "choices", 0, "finish_reason"))
          .isEqualTo("stop");
      assertThat(at(chunks.getLast(), "choices")).isEqualTo(List.of());
      assertThat(at(chunks.getLast(), "usage", "total_tokens")).isEqualTo(15);
      assertThat(events.getFirst()).contains("\"usage\":null");
      assertThat(chunks)
          .allSatisfy(c -> assertThat(c.get("id")).isEqualTo(chunks.get(0).get("id")));
    }
  }

  @Test
  void tellsNoUsageInAStreamUnlessAsked() {
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo"))) {
      assertThat(door.chatting("\"stream\":true").body()).doesNotContain("usage");
    }
  }

  @Test
  void carriesToolsThereAndCallsBack() {
    ToolCall call = new ToolCall("c-1", "weather", "{\"city\":\"Oslo\"}");
    String tools =
        """
        "tools":[{"type":"function","function":{"name":"weather","description":"Tells it.",
        "parameters":{"type":"object","properties":{"n":{"maximum":1.50}}},"strict":true}}],
        "tool_choice":{"type":"function","function":{"name":"weather"}}\
        """;
    try (Door door = Door.open(request -> Reply.toolCalls(call))) {
      Map<String, Object> body = json(door.chatting(tools).body());
      Map<String, Object> sent = json(door.upstream.exchanges().getFirst().body());

      assertThat(at(body, "choices", 0, "finish_reason")).isEqualTo("tool_calls");
      assertThat(at(body, "choices", 0, "message", "tool_calls", 0, "id")).isEqualTo("c-1");
      assertThat(at(body, "choices", 0, "message", "tool_calls", 0, "function", "arguments"))
          .isEqualTo("{\"city\":\"Oslo\"}");
      assertThat(at(sent, "tools", 0, "function", "name")).isEqualTo("weather");
      assertThat(at(sent, "tools", 0, "function", "strict")).isEqualTo(true);
      assertThat(door.upstream.exchanges().getFirst().body()).contains("\"maximum\":1.50");
      assertThat(at(sent, "tool_choice", "function", "name")).isEqualTo("weather");
    }
  }

  @Test
  void streamsCallsOfTools() {
    ToolCall call = new ToolCall("c-1", "weather", "{}");
    String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]";
    try (Door door = Door.open(request -> Reply.toolCalls(call))) {
      List<String> events = events(door.chatting("\"stream\":true," + tools).body());

      assertThat(events)
          .anySatisfy(
              event -> {
                assertThat(event).contains("\"tool_calls\":[{\"index\":0,\"id\":\"c-1\"");
                assertThat(event).contains("\"name\":\"weather\"");
              });
      assertThat(events.get(events.size() - 2)).contains("\"finish_reason\":\"tool_calls\"");
    }
  }

  @Test
  void carriesAWholeConversation() {
    String body =
        """
        {"messages":[
          {"role":"developer","content":"Be brief."},
          {"content":[{"type":"text","text":"Look: "},{"type":"image_url","image_url":{"detail":
            "low","url":"https://images.example.com/a.png"}},{"type":"image_url","image_url":
            {"url":"data:image/png;base64,AAAA"}}],"role":"user"},
          {"role":"assistant","content":null,"tool_calls":[{"id":"c-1","type":"function",
            "function":{"name":"f","arguments":"{}"}}],"reasoning_content":"hm"},
          {"role":"tool","tool_call_id":"c-1","content":"42"}],
         "model":"m1","tools":[{"type":"function","function":{"name":"f"}}],
         "stop":["a","b"],"temperature":0.5,"top_p":0.25,"seed":7,"max_completion_tokens":9}
        """;
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(door.post("/v1/chat/completions", body).statusCode()).isEqualTo(200);
      Map<String, Object> sent = json(door.upstream.exchanges().getFirst().body());

      assertThat(at(sent, "messages", 0, "content")).isEqualTo("Be brief.");
      assertThat(at(sent, "messages", 1, "content", 1, "image_url", "url"))
          .isEqualTo("https://images.example.com/a.png");
      assertThat(at(sent, "messages", 1, "content", 1, "image_url", "detail")).isEqualTo("low");
      assertThat(at(sent, "messages", 1, "content", 2, "image_url", "url"))
          .isEqualTo("data:image/png;base64,AAAA");
      assertThat(at(sent, "messages", 2, "tool_calls", 0, "function", "name")).isEqualTo("f");
      assertThat(at(sent, "messages", 2, "reasoning_content")).isEqualTo("hm");
      assertThat(at(sent, "messages", 3, "tool_call_id")).isEqualTo("c-1");
      assertThat(at(sent, "stop")).isEqualTo(List.of("a", "b"));
      assertThat(at(sent, "seed")).isEqualTo(7);
      assertThat(at(sent, "max_tokens")).isEqualTo(9);
    }
  }

  @Test
  void carriesTheSchemaOfTheAnswer() {
    String format =
        """
        "response_format":{"type":"json_schema","json_schema":{"name":"city","strict":true,
        "schema":{"type":"object","$defs":{"c":{"$ref":"#/$defs/c"}}}}}\
        """;
    try (Door door = Door.open(request -> Reply.text("{}"))) {
      assertThat(door.chatting(format).statusCode()).isEqualTo(200);
      Map<String, Object> sent = json(door.upstream.exchanges().getFirst().body());

      assertThat(at(sent, "response_format", "json_schema", "name")).isEqualTo("city");
      assertThat(at(sent, "response_format", "json_schema", "schema", "$defs", "c", "$ref"))
          .isEqualTo("#/$defs/c");
    }
  }

  @Test
  void passesFieldsThroughThatTheEngineDoesNotKnow() {
    String fields =
        "\"frequency_penalty\":0.5,\"verbosity\":\"low\",\"some_future_field\":{\"a\":[1,null]}";
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(door.chatting(fields).statusCode()).isEqualTo(200);
      String sent = door.upstream.exchanges().getFirst().body();

      assertThat(sent)
          .contains("\"frequency_penalty\":0.5")
          .contains("\"verbosity\":\"low\"")
          .contains("\"some_future_field\":{\"a\":[1,null]}");
    }
  }

  @Test
  void givesBackWhatAProviderAddsToItsMessage() {
    String reply =
        """
        {"id":"x","model":"m1","system_fingerprint":"fp","choices":[{"index":0,"logprobs":{"a":1},
        "message":{"role":"assistant","content":"Hi","reasoning_content":"hm"},
        "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}\
        """;
    try (Door door = Door.open(request -> Reply.json(reply))) {
      Map<String, Object> body = json(door.chatting("").body());

      assertThat(at(body, "choices", 0, "message", "reasoning_content")).isEqualTo("hm");
      assertThat(at(body, "choices", 0, "logprobs", "a")).isEqualTo(1);
      assertThat(body).containsEntry("system_fingerprint", "fp");
    }
  }

  @Test
  void aCutAnswerIsToldAsSuch() {
    try (Door door = Door.open(request -> Reply.text("Hel").finish(FinishReason.LENGTH))) {
      assertThat(at(json(door.chatting("").body()), "choices", 0, "finish_reason"))
          .isEqualTo("length");
    }
  }

  @Test
  void aRouteMayBeAskedForByName() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response =
          door.post("/v1/chat/completions", Door.chat("").replace("auto", "fast"));

      assertThat(header(response, "x-penstock-route")).isEqualTo("fast");
      assertThat(header(response, "x-penstock-model")).isEqualTo("s1");
    }
  }

  @Test
  void failuresOfAllProvidersAreToldWithoutTheirBodies() {
    try (Door door =
        Door.open(request -> Reply.failure(401, "key_wrong").message("key-of-the-provider"))) {
      HttpResponse<String> response =
          door.post("/v1/chat/completions", Door.chat("").replace("auto", "m1"));

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(error(response, "code")).isEqualTo("providers_failed");
      assertThat(error(response, "type")).isEqualTo("server_error");
      assertThat(response.body()).doesNotContain("key-of-the-provider");
      assertThat(header(response, "x-penstock-attempts")).isEqualTo("1");
    }
  }

  @Test
  void rateLimitsAreToldWithATimeToComeAgain() {
    try (Door door =
        Door.open(
            request -> Reply.failure(429, "rate_limit_exceeded").header("Retry-After", "90"))) {
      HttpResponse<String> response =
          door.post("/v1/chat/completions", Door.chat("").replace("auto", "m1"));

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(header(response, "retry-after"))).isBetween(60, 90);
    }
  }

  @Test
  void aStreamThatBreaksOffEndsWithAnErrorAndIsNotDone() {
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo").withoutLast(3))) {
      String asked = Door.chat("\"stream\":true").replace("auto", "m1");
      String body = door.post("/v1/chat/completions", asked).body();

      assertThat(body).contains("Hel").contains("\"error\":{").doesNotContain("[DONE]");
      assertThat(body).contains("\"code\":\"providers_failed\"");
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static List<String> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  private static String text(List<Map<String, Object>> chunks) {
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> chunk : chunks) {
      if (chunk.get("choices") instanceof List<?> choices
          && !choices.isEmpty()
          && at(choices, 0, "delta", "content") instanceof String piece) {
        text.append(piece);
      }
    }
    return text.toString();
  }
}
