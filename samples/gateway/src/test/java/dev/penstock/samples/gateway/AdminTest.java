package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.error;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.server.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Door door =
      Door.open(
          request ->
              request.body().contains("\"seed\"")
                  ? Reply.text("Hello").heldBy(gate)
                  : Reply.text("Hello"));

  @AfterEach
  void close() {
    gate.countDown();
    door.close();
  }

  private HttpResponse<String> get(String path) {
    return door.send(admin(path).GET().build());
  }

  private HttpResponse<String> post(String path, String body) {
    return door.send(admin(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder admin(String path) {
    return door.request(path).setHeader("Authorization", "Bearer " + door.admin);
  }

  @Test
  void aKeyThatIsNotForAdministrationIsNotEnough() {
    for (String path : List.of("policy", "report", "state")) {
      assertThat(door.get("/admin/" + path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(door.post("/admin/reload", "").statusCode()).isEqualTo(403);
    assertThat(door.post("/admin/explain", Door.chat("")).statusCode()).isEqualTo(403);
  }

  @Test
  void showsThePolicyWithoutItsSecrets() {
    HttpResponse<String> response = get("/admin/policy");

    assertThat(response.headers().firstValue("content-type"))
        .hasValue("application/yaml; charset=utf-8");
    assertThat(response.body())
        .contains("api-key: '*****'", "max-output: 4000")
        .doesNotContain("key-of-the-provider");
  }

  @Test
  void aPolicyThatIsInNoFileCannotBeLoadedAgain() {
    HttpResponse<String> response = post("/admin/reload", "");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(error(response, "code")).isEqualTo("no_policy_file");
    assertThat(post("/admin/reload", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void reportsInEveryFormat() {
    door.chatting("");

    HttpResponse<String> report = get("/admin/report");
    assertThat(json(report.body())).containsEntry("queries", 1);
    assertThat(json(get("/admin/report?until=2020-01-01").body())).containsEntry("queries", 0);
    assertThat(json(get("/admin/report?from=2020-01-01&zone=Asia%2FTokyo&format=json").body()))
        .containsEntry("queries", 1);
    HttpResponse<String> csv = get("/admin/report?format=csv");
    assertThat(csv.body()).startsWith("dimension,key,");
    assertThat(csv.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
    assertThat(get("/admin/report?format=focus").body()).contains("BilledCost").contains("shop");
  }

  @Test
  void aParameterOfNoUseIsRefusedByName() {
    assertThat(error(get("/admin/report?form=csv"), "message"))
        .isEqualTo("this path takes the parameters from, until, zone, format only");
    assertThat(error(get("/admin/report?format=xml"), "param")).isEqualTo("format");
    assertThat(error(get("/admin/report?format=csv&format=csv"), "param")).isEqualTo("format");
    assertThat((String) error(get("/admin/report?from=yesterday"), "message"))
        .startsWith("from must be a day such as");
    assertThat((String) error(get("/admin/report?zone=Mars"), "message")).startsWith("zone must");
    assertThat(get("/admin/report?from=2026-02-01&until=2026-01-01").statusCode()).isEqualTo(400);
    assertThat(get("/admin/state?all").statusCode()).isEqualTo(400);
    assertThat(get("/admin/policy?secrets=true").statusCode()).isEqualTo(400);
    assertThat(post("/admin/explain?tenant=", Door.chat("")).statusCode()).isEqualTo(400);
  }

  @Test
  void aParameterThatIsNoTextIsRefused() throws IOException {
    assertThat(
            door.raw(
                "GET /admin/report?from=%2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    + "Authorization: Bearer "
                    + door.admin
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void tellsWhatIsHeldAndUnderWay() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        door.client()
            .sendAsync(
                door.request("/v1/chat/completions")
                    .POST(HttpRequest.BodyPublishers.ofString(Door.chat("\"seed\":1")))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    door.upstream.awaitExchange(1, Duration.ofSeconds(10));

    Object state = json(get("/admin/state").body());
    assertThat(at(state, "status")).isEqualTo("ready");
    assertThat(at(state, "requests")).isEqualTo(2);
    assertThat((Integer) at(state, "connections")).isGreaterThanOrEqualTo(2);
    assertThat(at(state, "policy", "refused")).isNull();
    assertThat(at(state, "policy", "policy")).asString().hasSize(12);
    assertThat(at(state, "budgets", 0, "scope")).isEqualTo("shop");
    assertThat(at(state, "budgets", 0, "held-usd")).asString().isNotEqualTo("0.000000000");
    assertThat(at(state, "models", 0, "model")).isEqualTo("m1");
    assertThat(at(state, "models", 0, "in-flight")).isEqualTo(1);

    gate.countDown();
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(
            Door.soon(
                () ->
                    at(json(get("/admin/state").body()), "budgets", 0, "held-usd")
                        .toString()
                        .equals("0E-9")))
        .isTrue();
  }

  @Test
  void explainsWithoutAsking() {
    HttpResponse<String> response =
        post("/admin/explain?tenant=shop", Door.chat("\"max_tokens\":100"));
    Object explanation = json(response.body());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(at(explanation, "outcome")).isEqualTo("call");
    assertThat(at(explanation, "route")).isEqualTo("everything");
    assertThat(response.headers().firstValue("x-penstock-request-id"))
        .hasValue(String.valueOf(at(explanation, "request-id")));
    assertThat(response.body()).contains("shop");
    assertThat(door.upstream.exchanges()).isEmpty();
    assertThat(post("/admin/explain", "{\"model\":\"auto\"}").statusCode()).isEqualTo(400);
  }
}
