package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.server.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the SDKs of vendors look for, or send along, without being asked. */
class HabitsOfClientsTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String KEY = "Idempotency-Key";

  @Test
  void theIdOfARequestIsWhereClientsOfItsWireLook() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(id(door.chatting(""), "x-request-id")).startsWith("r-");
      assertThat(id(door.chatting("\"n\":2"), "x-request-id")).startsWith("r-");
      assertThat(id(door.chatting("\"stream\":true"), "x-request-id")).startsWith("r-");
      assertThat(id(door.get("/v1/models"), "x-request-id")).startsWith("r-");
      HttpResponse<String> stranger =
          door.send(
              HttpRequest.newBuilder(door.uri("/v1/messages"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build());
      assertThat(stranger.statusCode()).isEqualTo(401);
      assertThat(id(stranger, "request-id")).isEqualTo(at(json(stranger.body()), "request_id"));
    }
  }

  @Test
  void aReplayHasAnIdOfItsOwn() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> first = door.chatting("", KEY, "k-1");
      HttpResponse<String> second = door.chatting("", KEY, "k-1");

      assertThat(second.headers().firstValue("idempotent-replayed")).hasValue("true");
      assertThat(id(second, "x-request-id")).isNotEqualTo(id(first, "x-request-id"));
    }
  }

  @Test
  void aKeyThatWasUsedForAnotherRequestIsNotWorthAnotherTry() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      door.chatting("", KEY, "k-1");
      HttpResponse<String> response = door.chatting("\"seed\":1", KEY, "k-1");

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
    }
  }

  @Test
  void modelsAreToldInTheWordsOfTheVendorWhoseClientAsks() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpRequest.Builder all =
          door.request("/v1/models").header("anthropic-version", "2023-06-01");
      HttpRequest.Builder one =
          door.request("/v1/models/m1").header("anthropic-version", "2023-06-01");
      Map<String, Object> list = json(door.send(all.build()).body());

      assertThat(list).containsEntry("has_more", false).containsEntry("first_id", "auto");
      assertThat(at(list, "data", 0, "type")).isEqualTo("model");
      assertThat(at(list, "last_id")).isEqualTo("s1");
      assertThat(json(door.send(one.build()).body()))
          .containsEntry("display_name", "m1")
          .containsKey("created_at");
    }
  }

  @Test
  void whatAnSdkReadFromATextGoesNoFurther() {
    String chat =
        """
        {"model":"auto","messages":[
          {"role":"user","content":"Hi"},
          {"role":"assistant","content":"{}","parsed":{"secret":1},"tool_calls":[
            {"id":"a","type":"function",
             "function":{"name":"f","arguments":"{}","parsed_arguments":{"secret":1}}}]},
          {"role":"tool","tool_call_id":"a","content":"1"}]}
        """;
    String response =
        """
        {"model":"auto","input":[
          {"role":"user","content":"Hi"},
          {"type":"message","role":"assistant",
           "content":[{"type":"output_text","text":"{}","parsed":{"secret":1}}]},
          {"type":"function_call","call_id":"a","name":"f","arguments":"{}",
           "parsed_arguments":{"secret":1}},
          {"type":"function_call_output","call_id":"a","output":"1"}]}
        """;
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      for (HttpResponse<String> answer :
          List.of(door.post(CHAT, chat), door.post("/v1/responses", response))) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
      assertThat(door.upstream.exchanges())
          .allSatisfy(
              sent ->
                  assertThat(sent.body()).doesNotContain("secret").contains("\"tool_call_id\""));
    }
  }

  private static String id(HttpResponse<String> response, String header) {
    String id = response.headers().firstValue(header).orElse("");
    assertThat(response.headers().firstValue("x-penstock-request-id")).hasValue(id);
    return id;
  }
}
