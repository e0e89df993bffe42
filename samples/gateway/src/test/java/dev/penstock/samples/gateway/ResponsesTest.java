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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesTest {
  private static final Usage USAGE = new Usage(7, 3, 0, 0, 5, 2, false);
  private static final String TOOL =
      "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"strict\":true,\"parameters\":"
          + "{\"type\":\"object\"}}]";

  private static HttpResponse<String> asking(Door door, String fields, String... headers) {
    return door.post(
        "/v1/responses",
        "{\"model\":\"auto\",\"input\":\"Hi there\""
            + (fields.isEmpty() ? "}" : "," + fields + "}"),
        headers);
  }

  @Test
  void answersWithTextUsageAndWhatWasDecided() {
    try (Door door = Door.open(request -> Reply.text("Hello", USAGE))) {
      HttpResponse<String> response = asking(door, "\"store\":false,\"penstock\":true");
      Map<String, Object> body = json(response.body());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(body)
          .containsEntry("object", "response")
          .containsEntry("status", "completed")
          .containsEntry("model", "m1");
      assertThat(at(body, "output", 0, "type")).isEqualTo("message");
      assertThat(at(body, "output", 0, "content", 0, "text")).isEqualTo("Hello");
      assertThat(at(body, "usage", "input_tokens")).isEqualTo(10);
      assertThat(at(body, "usage", "total_tokens")).isEqualTo(15);
      assertThat(at(body, "penstock", "route", "model")).isEqualTo("m1");
      assertThat(response.headers().firstValue("x-penstock-cost")).hasValue("0.000020000");
    }
  }

  @Test
  void carriesAWholeConversation() {
    String body =
        """
        {"instructions":"Be brief.","model":"m1","max_output_tokens":9,"temperature":0.5,
         "input":[
          {"role":"user","content":[{"type":"input_text","text":"Look: "},
            {"type":"input_image","image_url":"data:image/png;base64,AAAA","detail":"low"}]},
          {"type":"message","id":"msg_1","status":"completed","role":"assistant",
            "content":[{"type":"output_text","text":"I look.","annotations":[]}]},
          {"type":"function_call","id":"fc_1","call_id":"a","name":"weather","arguments":"{}"},
          {"type":"function_call","call_id":"b","name":"weather","arguments":"{}"},
          {"type":"function_call_output","call_id":"a","output":"rain"},
          {"type":"function_call_output","call_id":"b","output":[{"type":"input_text","text":"sun"}]}],
         "tool_choice":{"type":"function","name":"weather"},"parallel_tool_calls":true,TOOL,
         "text":{"format":{"type":"json_schema","name":"city","strict":true,"schema":{}}}}
        """
            .replace("TOOL", TOOL);
    try (Door door = Door.open(request -> Reply.text("{}"))) {
      HttpResponse<String> response = door.post("/v1/responses", body);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      Map<String, Object> sent = json(door.upstream.exchanges().getFirst().body());

      assertThat(at(sent, "messages", 0, "content")).isEqualTo("Be brief.");
      assertThat(at(sent, "messages", 1, "content", 1, "image_url", "url"))
          .isEqualTo("data:image/png;base64,AAAA");
      assertThat(at(sent, "messages", 2, "content")).isEqualTo("I look.");
      assertThat(at(sent, "messages", 2, "tool_calls", 1, "id")).isEqualTo("b");
      assertThat(at(sent, "messages", 3, "tool_call_id")).isEqualTo("a");
      assertThat(at(sent, "messages", 4, "content")).isEqualTo("sun");
      assertThat(at(sent, "tools", 0, "function", "strict")).isEqualTo(true);
      assertThat(at(sent, "tool_choice", "function", "name")).isEqualTo("weather");
      assertThat(at(sent, "response_format", "json_schema", "name")).isEqualTo("city");
      assertThat(at(sent, "max_tokens")).isEqualTo(9);
    }
  }

  @Test
  void tellsCallsOfFunctionsAsItems() {
    ToolCall call = new ToolCall("c-1", "weather", "{\"n\":1}");
    try (Door door = Door.open(request -> Reply.toolCalls(call))) {
      Map<String, Object> body = json(asking(door, TOOL).body());

      assertThat(at(body, "output", 0, "type")).isEqualTo("function_call");
      assertThat(at(body, "output", 0, "call_id")).isEqualTo("c-1");
      assertThat(at(body, "output", 0, "arguments")).isEqualTo("{\"n\":1}");
    }
  }

  @Test
  void tellsWhatSdksInsistOn() {
    String choice = "\"tool_choice\":{\"type\":\"function\",\"name\":\"weather\"},";
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      Map<String, Object> plain = json(asking(door, "").body());
      Map<String, Object> choosing = json(asking(door, choice + TOOL).body());

      assertThat(plain)
          .containsEntry("parallel_tool_calls", true)
          .containsEntry("tool_choice", "auto")
          .containsEntry("tools", List.of());
      assertThat(at(plain, "output", 0, "content", 0, "logprobs")).isEqualTo(List.of());
      assertThat(at(plain, "usage", "input_tokens_details", "cache_write_tokens")).isEqualTo(0);
      assertThat(at(choosing, "tools", 0, "name")).isEqualTo("weather");
      assertThat(at(choosing, "tool_choice", "name")).isEqualTo("weather");
    }
  }

  @Test
  void streamsTextInTheEventsOfTheWire() {
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo").usage(USAGE))) {
      HttpResponse<String> response = asking(door, "\"stream\":true");
      List<Map<String, Object>> events = events(response.body());

      assertThat(response.headers().firstValue("x-penstock-model")).hasValue("m1");
      assertThat(events)
          .extracting(event -> event.get("type"))
          .containsExactly(
              "response.created",
              "response.in_progress",
              "response.output_item.added",
              "response.content_part.added",
              "response.output_text.delta",
              "response.output_text.delta",
              "response.output_text.done",
              "response.content_part.done",
              "response.output_item.done",
              "response.completed");
      assertThat(events)
          .extracting(event -> event.get("sequence_number"))
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(events.get(6)).containsEntry("text", "Hello");
      assertThat(at(events.getLast(), "response", "output", 0, "content", 0, "text"))
          .isEqualTo("Hello");
      assertThat(at(events.getLast(), "response", "usage", "total_tokens")).isEqualTo(15);
      assertThat(at(events.getFirst(), "response", "id"))
          .isEqualTo(at(events.getLast(), "response", "id"));
    }
  }

  @Test
  void streamsCallsOfFunctions() {
    ToolCall one = new ToolCall("a", "weather", "{\"n\":1}");
    ToolCall two = new ToolCall("b", "weather", "{}");
    try (Door door = Door.open(request -> Reply.toolCalls(one, two))) {
      List<Map<String, Object>> events = events(asking(door, "\"stream\":true," + TOOL).body());

      assertThat(events)
          .filteredOn(event -> "response.function_call_arguments.done".equals(event.get("type")))
          .extracting(event -> event.get("arguments"))
          .containsExactly("{\"n\":1}", "{}");
      assertThat(at(events.getLast(), "response", "output", 1, "call_id")).isEqualTo("b");
    }
  }

  @Test
  void anAnswerThatBreaksOffEndsWithAnError() {
    try (Door door =
        Door.open(request -> Reply.deltas("one ", "two ").failAfter(2, Reply.failure(500, null)))) {
      Map<String, Object> last = events(asking(door, "\"stream\":true").body()).getLast();

      assertThat(last).containsEntry("type", "error").containsEntry("code", "providers_failed");
    }
  }

  @Test
  void anAnswerCutShortIsIncomplete() {
    try (Door door = Door.open(request -> Reply.text("Hel").finish(FinishReason.LENGTH))) {
      Map<String, Object> body = json(asking(door, "").body());
      assertThat(body).containsEntry("status", "incomplete");
      assertThat(at(body, "incomplete_details", "reason")).isEqualTo("max_output_tokens");
      assertThat(events(asking(door, "\"stream\":true").body()).getLast())
          .containsEntry("type", "response.incomplete");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "store":true | unsupported_value | store
          "background":true | unsupported_value | background
          "previous_response_id":"r" | unknown_field | previous_response_id
          "conversation":"c" | unknown_field | conversation
          "include":["reasoning.encrypted_content"] | unknown_field | include
          "truncation":"auto" | unsupported_value | truncation
          "service_tier":"priority" | unsupported_value | service_tier
          "parallel_tool_calls":false | unsupported_value | parallel_tool_calls
          "reasoning":{"summary":"auto"} | unknown_field | reasoning.summary
          "tools":[{"type":"web_search"}] | unsupported_tool | tools[0]
          "text":{"format":{"type":"xml"}} | invalid_format | text.format
          """)
  void whatNeedsAMemoryOrIsNotKnownIsRefusedByName(String fields, String code, String field) {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response = asking(door, fields);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      assertThat(error(response, "code")).isEqualTo(code);
      assertThat(error(response, "param")).isEqualTo(field);
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [] | input_required
          5 | invalid_type
          [{"type":"reasoning","id":"r"}] | unsupported_item
          [{"type":"item_reference","id":"r"}] | unsupported_item
          [{"role":"user"}] | content_required
          [{"role":"root","content":"x"}] | invalid_role
          [{"role":"user","content":[]}] | content_empty
          [{"role":"user","content":[{"type":"input_file"}]}] | unsupported_content
          [{"role":"user","content":[{"type":"input_image","image_url":"http://a/b"}]}] | url_not_allowed
          [{"type":"function_call","name":"f","arguments":"{}"}] | invalid_item
          """)
  void inputThatIsWrongIsRefused(String input, String code) {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response =
          door.post("/v1/responses", "{\"model\":\"auto\",\"input\":" + input + "}");

      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      assertThat(error(response, "code")).isEqualTo(code);
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  private static List<Map<String, Object>> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> json(line.substring("data: ".length())))
        .toList();
  }
}
