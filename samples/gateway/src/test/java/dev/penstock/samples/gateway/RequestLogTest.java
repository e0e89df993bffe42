package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.samples.gateway.logs.LogFormat;
import dev.penstock.samples.gateway.logs.Logs;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** What the gateway tells of requests, as whoever reads its standard error sees it. */
class RequestLogTest {
  private static final String QUESTION = "Hi there";
  private static final String ANSWER = "A word of the answer";

  private static List<Map<String, Object>> told(Script script, Consumer<Door> work) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Logs logs = Logs.begin(out, LogFormat.JSON, Level.FINE, InstantSource.system());
        Door door = Door.telling(script, logs)) {
      work.accept(door);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(QUESTION).doesNotContain(ANSWER).doesNotContain("psk-");
    return text.lines().map(Door::json).toList();
  }

  private static List<Map<String, Object>> of(List<Map<String, Object>> lines, String event) {
    return lines.stream().filter(line -> event.equals(line.get("event"))).toList();
  }

  @Test
  void anAnswerIsALineWithWhatItTookAndNoWordOfIt() {
    List<Map<String, Object>> lines =
        told(
            request -> Reply.text(ANSWER),
            door -> assertThat(door.chatting("").statusCode()).isEqualTo(200));

    assertThat(of(lines, "started")).hasSize(1);
    assertThat(of(lines, "request"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("level", "info")
                    .containsEntry("method", "POST")
                    .containsEntry("path", "/v1/chat/completions")
                    .containsEntry("status", 200)
                    .containsEntry("tenant", "shop")
                    .containsEntry("route", "everything")
                    .containsEntry("model", "m1")
                    .containsEntry("cache", "miss")
                    .containsEntry("attempts", 1)
                    .containsKeys("request-id", "key", "cost-usd", "duration-ms", "input-tokens"));
    assertThat(of(lines, "attempt")).hasSize(1);
    assertThat(of(lines, "stopped"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("held-usd", "0.000000000"));
  }

  @Test
  void aLineNamesTheTraceOfItsCallerThoughNobodyGetsTraces() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    List<Map<String, Object>> lines =
        told(
            request -> Reply.text(ANSWER),
            door -> door.chatting("", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

    assertThat(of(lines, "request"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("trace-id", trace));
  }

  @Test
  void aStreamIsALineWhenItHasEnded() {
    List<Map<String, Object>> lines =
        told(
            request -> Reply.text(ANSWER),
            door -> assertThat(door.chatting("\"stream\":true").body()).contains("[DONE]"));

    assertThat(of(lines, "request"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line).containsEntry("status", 200).containsEntry("model", "m1");
              assertThat((Integer) line.get("bytes-out")).isGreaterThan(100);
            });
  }

  @Test
  void aFailureIsToldByItsCode() {
    List<Map<String, Object>> lines =
        told(
            request -> Reply.failure(500, null),
            door -> {
              HttpResponse<String> response = door.chatting("\"model\":\"m1\"");
              assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
            });

    assertThat(of(lines, "request"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsKeys("error", "status"));
  }

  @Test
  void whoIsNotLetInIsToldWithoutWhatWasAskedFor() {
    List<Map<String, Object>> lines =
        told(
            request -> Reply.text(ANSWER),
            door -> {
              HttpResponse<String> response =
                  door.post("/v1/secret-path?key=psk-abc", "{}", "Authorization", "Bearer psk-abc");
              assertThat(response.statusCode()).isEqualTo(401);
            });

    assertThat(of(lines, "request"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("status", 401)
                    .containsEntry("error", "unauthenticated")
                    .doesNotContainKeys("path", "tenant"));
  }

  @Test
  void anIdOfTheCustomersIsToldBesideTheRequests() {
    List<Map<String, Object>> lines =
        told(
            request -> Reply.text(ANSWER),
            door ->
                assertThat(
                        door.post(
                                "/v1/support/queries", "{\"id\":\"q-1\",\"message\":\"Hi there\"}")
                            .statusCode())
                    .isEqualTo(200));

    assertThat(of(lines, "request"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line).containsEntry("engine-id", "q-1").containsEntry("model", "m1"));
  }
}
