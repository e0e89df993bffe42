package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.error;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.server.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherEndpointsTest {
  private static final String QUERY =
      """
      {"id":"q-1","customer":"c-9","message":"Where is my order?","priority":"high",
       "order-context":{"id":"ABC-1","items":["bell"],"note":""},
       "metadata":{"channel":"chat","locale":"de-DE"}}
      """;

  @Test
  void answersACustomer() {
    try (Door door = Door.open(request -> Reply.text("On its way."))) {
      HttpResponse<String> response = door.post("/v1/support/queries", QUERY);
      Map<String, Object> body = json(response.body());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(body)
          .containsEntry("query-id", "q-1")
          .containsEntry("text", "On its way.")
          .containsEntry("model", "m1");
      assertThat(response.headers().firstValue("x-penstock-route")).hasValue("everything");
      assertThat(door.upstream.exchanges().getFirst().body())
          .contains("ABC-1")
          .doesNotContain("note");
    }
  }

  @Test
  void aCustomersQuestionThatIsNoneIsRefusedByName() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(error(door.post("/v1/support/queries", "{}"), "code"))
          .isEqualTo("message_required");
      assertThat(
              error(
                  door.post("/v1/support/queries", "{\"message\":\"a\",\"oder-context\":{}}"),
                  "param"))
          .isEqualTo("oder-context");
      assertThat(
              error(
                  door.post(
                      "/v1/support/queries",
                      "{\"message\":\"a\",\"metadata\":{\"locale\":\"??\"}}"),
                  "code"))
          .isEqualTo("invalid_metadata");
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @Test
  void aBadAnswerIsForgotten() {
    try (Door door = Door.open(request -> Reply.text("answer " + request.number()))) {
      String id = door.chatting("").headers().firstValue("x-penstock-request-id").orElseThrow();
      HttpResponse<String> response =
          door.post("/v1/feedback", "{\"request-id\":\"" + id + "\",\"verdict\":\"bad\"}");

      assertThat(json(response.body())).containsEntry("known", true);
      assertThat(door.chatting("").body()).contains("answer 2");
    }
  }

  @Test
  void feedbackOnNothingIsToldSo() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(
              json(
                  door.post("/v1/feedback", "{\"request-id\":\"r-none\",\"verdict\":\"good\"}")
                      .body()))
          .containsEntry("known", false);
      assertThat(
              error(
                  door.post("/v1/feedback", "{\"request-id\":\"r\",\"verdict\":\"so-so\"}"),
                  "code"))
          .isEqualTo("invalid_verdict");
    }
  }

  @Test
  void listsWhatMayBeNamedAsAModel() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      Object data = json(door.get("/v1/models").body()).get("data");

      assertThat((List<?>) data)
          .extracting(model -> at(model, "id"))
          .containsExactly("auto", "fast", "long", "everything", "m1", "s1");
    }
  }

  @Test
  void tellsOfOneModel() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(json(door.get("/v1/models/m1").body()))
          .containsEntry("id", "m1")
          .containsEntry("object", "model")
          .containsEntry("owned_by", "model");
      assertThat(json(door.get("/v1/models/%66ast").body())).containsEntry("owned_by", "route");
      for (String path : List.of("m2", "m1/", "m1/x", "..", "", "%2e%2e", "m1%00")) {
        HttpResponse<String> response = door.get("/v1/models/" + path);
        assertThat(response.statusCode()).as(path).isEqualTo(404);
      }
      assertThat(error(door.get("/v1/models/m2"), "code")).isEqualTo("model_not_found");
      assertThat(door.post("/v1/models/m1", "{}").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void everybodyMayAskForHealthAndLearnsNothingElse() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpRequest health = HttpRequest.newBuilder(door.uri("/health")).build();
      HttpRequest ready = HttpRequest.newBuilder(door.uri("/ready")).build();

      assertThat(door.send(health).body()).isEqualTo("{\"status\":\"up\"}");
      assertThat(door.send(ready).body()).isEqualTo("{\"status\":\"ready\"}");
    }
  }

  @Test
  void aMethodThatAPathDoesNotTakeIsToldWhichItDoes() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response = door.get("/v1/chat/completions");

      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("allow")).hasValue("POST");
    }
  }
}
