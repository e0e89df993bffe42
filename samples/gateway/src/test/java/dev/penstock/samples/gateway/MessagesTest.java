package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.error;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  private static final Usage USAGE = new Usage(7, 3, 0, 0, 5, 2, false);
  private static final String TOOL =
      "\"tools\":[{\"name\":\"weather\",\"description\":\"Tells it.\",\"input_schema\":"
          + "{\"type\":\"object\",\"properties\":{\"n\":{\"maximum\":1.50}}}}]";

  private static String body(String fields) {
    return "{\"model\":\"auto\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\","
        + "\"content\":\"Hi there\"}]"
        + (fields.isEmpty() ? "" : ",")
        + fields
        + "}";
  }

  private static HttpResponse<String> asking(Door door, String fields, String... headers) {
    return door.post("/v1/messages", body(fields), headers);
  }

  @Test
  void answersWithTextUsageAndWhatWasDecided() {
    try (Door door = Door.open(request -> Reply.text("Hello", USAGE))) {
      HttpResponse<String> response = asking(door, "\"penstock\":true");
      Map<String, Object> body = json(response.body());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(body)
          .containsEntry("type", "message")
          .containsEntry("role", "assistant")
          .containsEntry("model", "m1")
          .containsEntry("stop_reason", "end_turn");
      assertThat(at(body, "content")).isEqualTo(List.of(Map.of("type", "text", "text", "Hello")));
      assertThat(at(body, "usage", "input_tokens")).isEqualTo(7);
      assertThat(at(body, "usage", "cache_read_input_tokens")).isEqualTo(3);
      assertThat(at(body, "usage", "output_tokens")).isEqualTo(5);
      assertThat(at(body, "penstock", "route", "model")).isEqualTo("m1");
      assertThat(response.headers().firstValue("x-penstock-cost")).hasValue("0.000020000");
      assertThat(response.headers().firstValue("request-id"))
          .isEqualTo(response.headers().firstValue("x-penstock-request-id"));
    }
  }

  @Test
  void takesTheKeyOfThisWireAndAVersion() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(door.uri("/v1/messages"))
              .header("content-type", "application/json")
              .header("anthropic-version", "2023-06-01")
              .POST(HttpRequest.BodyPublishers.ofString(body("")));

      assertThat(door.send(request.copy().header("x-api-key", door.key).build()).statusCode())
          .isEqualTo(200);
      HttpResponse<String> wrong =
          door.send(request.copy().header("x-api-key", door.key + "x").build());
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(json(wrong.body())).containsEntry("type", "error");
      assertThat(error(wrong, "type")).isEqualTo("authentication_error");
      HttpResponse<String> both =
          door.send(
              request
                  .copy()
                  .header("x-api-key", door.key)
                  .header("authorization", "Bearer nothing")
                  .build());
      assertThat(both.statusCode()).isEqualTo(401);
      assertThat(error(asking(door, "", "anthropic-version", "2023-01-01"), "details"))
          .isEqualTo(Map.of("error_code", "unsupported_version"));
    }
  }

  @Test
  void carriesAWholeConversation() {
    String body =
        """
        {"system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
         "messages":[
          {"content":[{"type":"text","text":"Look: "},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},
            {"source":{"url":"https://images.example.com/a.png","type":"url"},"type":"image"}],
           "role":"user"},
          {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"s"},
            {"type":"text","text":"I look."},
            {"type":"tool_use","id":"c-1","name":"weather","input":{"n":1.50}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"c-1","is_error":true,
            "content":[{"type":"text","text":"no rain"}]},{"type":"text","text":"And now?"}]}],
         "model":"m1","max_tokens":9,"stop_sequences":["a","b"],"temperature":0.5,"top_p":0.25,
         "metadata":{"user_id":"u-1"},"tool_choice":{"type":"tool","name":"weather"},
         TOOL}
        """
            .replace("TOOL", TOOL);
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response = door.post("/v1/messages", body);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      String text = door.upstream.exchanges().getFirst().body();
      Map<String, Object> sent = json(text);

      assertThat(at(sent, "messages", 0, "content")).isEqualTo("Be brief.");
      assertThat(at(sent, "messages", 1, "content", 0, "text")).isEqualTo("Look: ");
      assertThat(at(sent, "messages", 1, "content", 1, "image_url", "url"))
          .isEqualTo("data:image/png;base64,AAAA");
      assertThat(at(sent, "messages", 1, "content", 2, "image_url", "url"))
          .isEqualTo("https://images.example.com/a.png");
      assertThat(at(sent, "messages", 2, "content")).isEqualTo("I look.");
      assertThat(at(sent, "messages", 2, "tool_calls", 0, "function", "arguments"))
          .isEqualTo("{\"n\":1.50}");
      assertThat(at(sent, "messages", 3, "tool_call_id")).isEqualTo("c-1");
      assertThat(at(sent, "messages", 3, "content")).isEqualTo("Error: no rain");
      assertThat(at(sent, "messages", 4, "content")).isEqualTo("And now?");
      assertThat(at(sent, "tool_choice", "function", "name")).isEqualTo("weather");
      assertThat(text).contains("\"maximum\":1.50").doesNotContain("thinking", "cache_control");
      assertThat(at(sent, "stop")).isEqualTo(List.of("a", "b"));
      assertThat(at(sent, "max_tokens")).isEqualTo(9);
    }
  }

  @Test
  void carriesThoughtsThereAndBackToProvidersThatHaveThem() {
    String upstream =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"m1","content":[
         {"type":"thinking","thinking":"hm","signature":"s"},{"type":"text","text":"Hello"}],
         "stop_reason":"stop_sequence","stop_sequence":"END",
         "usage":{"input_tokens":5,"output_tokens":2}}
        """;
    String fields =
        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1600},\"max_tokens\":2000,"
            + "\"top_k\":5,\"service_tier\":\"standard_only\",\"messages\":["
            + "{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":["
            + "{\"type\":\"redacted_thinking\",\"data\":\"x\"},{\"type\":\"text\",\"text\":\"a\"}]}"
            + ",{\"role\":\"user\",\"content\":\"Go on\"}]";
    try (Door door = Door.toAnthropic(request -> Reply.json(upstream))) {
      HttpResponse<String> response =
          door.post("/v1/messages", "{\"model\":\"long\"," + fields + "}");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      Map<String, Object> body = json(response.body());
      Map<String, Object> sent = json(door.upstream.exchanges().getFirst().body());

      assertThat(at(body, "content", 0))
          .isEqualTo(Map.of("type", "thinking", "thinking", "hm", "signature", "s"));
      assertThat(at(body, "content", 1, "text")).isEqualTo("Hello");
      assertThat(at(body, "stop_reason")).isEqualTo("stop_sequence");
      assertThat(at(body, "stop_sequence")).isEqualTo("END");
      assertThat(at(sent, "thinking")).isEqualTo(Map.of("type", "enabled", "budget_tokens", 1600));
      assertThat(at(sent, "messages", 1, "content", 0))
          .isEqualTo(Map.of("type", "redacted_thinking", "data", "x"));
      assertThat(at(sent, "top_k")).isEqualTo(5);
      assertThat(at(sent, "service_tier")).isEqualTo("standard_only");
    }
  }

  @Test
  void carriesTheSchemaOfTheAnswer() {
    String format =
        "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}";
    try (Door door = Door.open(request -> Reply.text("{}"))) {
      assertThat(asking(door, format).statusCode()).isEqualTo(200);
      assertThat(
              at(
                  json(door.upstream.exchanges().getFirst().body()),
                  "response_format",
                  "json_schema",
                  "schema"))
          .isEqualTo(Map.of("type", "object"));
    }
  }

  @Test
  void tellsCallsOfToolsAsObjects() {
    ToolCall call = new ToolCall("c-1", "weather", "{\"n\":1.50}");
    try (Door door = Door.open(request -> Reply.toolCalls(call))) {
      HttpResponse<String> response = asking(door, TOOL);

      assertThat(response.body())
          .contains(
              "{\"type\":\"tool_use\",\"id\":\"c-1\",\"name\":\"weather\",\"input\":{\"n\":1.50}}");
      assertThat(json(response.body())).containsEntry("stop_reason", "tool_use");
    }
  }

  @Test
  void argumentsThatAreNoObjectAreToldAsAMistakeOfTheModel() {
    ToolCall call = new ToolCall("c-1", "weather", "{\"n\":");
    try (Door door = Door.open(request -> Reply.toolCalls(call))) {
      HttpResponse<String> response = asking(door, TOOL);

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(error(response, "type")).isEqualTo("api_error");
      assertThat(door.held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void streamsTextInTheEventsOfTheWire() {
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo").usage(USAGE))) {
      HttpResponse<String> response = asking(door, "\"stream\":true");

      assertThat(response.headers().firstValue("x-penstock-model")).hasValue("m1");
      assertThat(names(response.body()))
          .containsExactly(
              "message_start",
              "ping",
              "content_block_start",
              "content_block_delta",
              "content_block_delta",
              "content_block_stop",
              "message_delta",
              "message_stop");
      List<Map<String, Object>> events = events(response.body());
      assertThat(at(events.getFirst(), "message", "model")).isEqualTo("m1");
      assertThat(at(events.get(2), "content_block")).isEqualTo(Map.of("type", "text", "text", ""));
      assertThat(at(events.get(3), "delta")).isEqualTo(Map.of("type", "text_delta", "text", "Hel"));
      assertThat(at(events.get(6), "delta", "stop_reason")).isEqualTo("end_turn");
      assertThat(at(events.get(6), "usage", "input_tokens")).isEqualTo(7);
      assertThat(at(events.get(6), "usage", "output_tokens")).isEqualTo(5);
    }
  }

  @Test
  void streamsBlocksOneAfterTheOtherThoughTheirPiecesComeMixed() {
    String mixed =
        chunk("{\"content\":\"I look.\"}")
            + chunk(call(0, "\"id\":\"a\",\"type\":\"function\",", "\"name\":\"f\",", "{"))
            + chunk(call(1, "\"id\":\"b\",\"type\":\"function\",", "\"name\":\"g\",", "[1"))
            + chunk(call(0, "", "", "}"))
            + chunk(call(1, "", "", "]"))
            + "data:"
            + " {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
            + "data: [DONE]\n\n";
    try (Door door = Door.open(request -> Reply.eventStream(mixed))) {
      HttpResponse<String> response = asking(door, "\"stream\":true," + TOOL);
      List<Map<String, Object>> events = events(response.body());

      StringBuilder blocks = new StringBuilder();
      for (Map<String, Object> event : events) {
        switch (String.valueOf(event.get("type"))) {
          case "content_block_start" ->
              blocks
                  .append(event.get("index"))
                  .append(at(event, "content_block", "type"))
                  .append(at(event, "content_block", "id"));
          case "content_block_delta" -> {
            Object json = at(event, "delta", "partial_json");
            blocks.append(json == null ? at(event, "delta", "text") : json);
          }
          case "content_block_stop" -> blocks.append(';');
          default -> {}
        }
      }
      assertThat(blocks).hasToString("0textnullI look.;1tool_usea{};2tool_useb[1];");
    }
  }

  @Test
  void anAnswerThatBreaksOffEndsWithAnErrorOfTheWire() {
    try (Door door =
        Door.open(request -> Reply.deltas("one ", "two ").failAfter(2, Reply.failure(500, null)))) {
      HttpResponse<String> response = asking(door, "\"stream\":true", "Idempotency-Key", "k");

      assertThat(names(response.body())).last().isEqualTo("error");
      Map<String, Object> last = events(response.body()).getLast();
      assertThat(last).containsEntry("type", "error");
      assertThat(at(last, "error", "type")).isEqualTo("overloaded_error");
      assertThat(asking(door, "\"stream\":true", "Idempotency-Key", "k").headers().map())
          .doesNotContainKey("idempotent-replayed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "max_tokens":0 | 400 | invalid_max_tokens
          "container":"c" | 400 | unknown_field
          "speed":"fast" | 400 | unknown_field
          "mcp_servers":[] | 400 | unknown_field
          "temperature":1.5 | 400 | invalid_temperature
          "thinking":{"type":"enabled","budget_tokens":100} | 400 | invalid_thinking
          "thinking":{"type":"between_tools"} | 400 | invalid_thinking
          "tools":[{"type":"web_search_20250305","name":"w"}] | 400 | unsupported_tool
          "tools":[{"name":"w"}] | 400 | invalid_tool
          "tool_choice":{"type":"tool"} | 400 | invalid_tool_choice
          "tool_choice":{"type":"auto","disable_parallel_tool_use":true} | 400 | unsupported_value
          "service_tier":"auto" | 400 | invalid_service_tier
          "metadata":{"tenant":"x"} | 400 | unknown_field
          "system":[{"type":"image"}] | 400 | content_required
          "system":5 | 400 | invalid_type
          """)
  void fieldsThatAreWrongAreRefusedByName(String field, int status, String code) {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      String base =
          field.startsWith("\"max_tokens") ? body("").replace("\"max_tokens\":100,", "") : body("");
      HttpResponse<String> response =
          door.post("/v1/messages", base.substring(0, base.length() - 1) + "," + field + "}");

      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      assertThat(error(response, "details")).isEqualTo(Map.of("error_code", code));
      assertThat(error(response, "message").toString())
          .contains(field.substring(1, field.indexOf(':') - 1));
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [] | messages_required
          [{"role":"system","content":"x"}] | invalid_role
          [{"role":"user"}] | content_required
          [{"role":"user","content":[]}] | content_empty
          [{"role":"user","content":[{"type":"document"}]}] | unsupported_content
          [{"role":"user","content":[{"type":"text","text":"x","data":"y"}]}] | unknown_field
          [{"role":"user","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}] | unsupported_content
          [{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://10.0.0.1/"}}]}] | url_not_allowed
          [{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"?"}}]}] | invalid_image
          [{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}] | unknown_field
          [{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":"{}"}]}] | invalid_type
          """)
  void messagesThatAreWrongAreRefused(String messages, String code) {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response =
          door.post(
              "/v1/messages",
              "{\"model\":\"auto\",\"max_tokens\":9,\"messages\":" + messages + "}");

      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      assertThat(error(response, "details")).isEqualTo(Map.of("error_code", code));
      assertThat(error(response, "type")).isEqualTo("invalid_request_error");
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @Test
  void anAnswerCutShortIsToldSo() {
    try (Door door = Door.open(request -> Reply.text("Hel").finish(FinishReason.LENGTH))) {
      assertThat(json(asking(door, "").body())).containsEntry("stop_reason", "max_tokens");
    }
  }

  private static String chunk(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  private static String call(int index, String id, String name, String arguments) {
    return "{\"tool_calls\":[{\"index\":"
        + index
        + ","
        + id
        + "\"function\":{"
        + name
        + "\"arguments\":\""
        + arguments
        + "\"}}]}";
  }

  private static List<String> names(String body) {
    return body.lines()
        .filter(line -> line.startsWith("event: "))
        .map(line -> line.substring("event: ".length()))
        .toList();
  }

  private static List<Map<String, Object>> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> json(line.substring("data: ".length())))
        .toList();
  }
}
