package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.samples.gateway.telemetry.TelemetryOptions;
import dev.penstock.testkit.server.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // what is closed is not always asked
class TelemetryTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private static HttpResponse<String> metrics(Door door, String... headers) {
    var request = door.request("/metrics").GET().header("x-test", "1");
    request.setHeader("Authorization", "Bearer " + door.admin);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return door.send(request.build());
  }

  @Test
  void metricsAreShownToAdministratorsOnly() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(door.get("/metrics").statusCode()).isEqualTo(403);
      assertThat(metrics(door).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsTellWhatWasRoutedAndSpentAndNoText() {
    try (Door door = Door.open(request -> Reply.text("ANSWERWORD"))) {
      door.chatting("\"user\":\"USERWORD\"");
      door.chatting("\"stream\":true,\"seed\":7");
      HttpResponse<String> response = metrics(door);

      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(response.body())
          .contains("gen_ai_client_token_usage_bucket{")
          .contains("gen_ai_client_operation_duration_seconds_bucket{")
          .contains("gen_ai_provider_name=\"up\"")
          .contains("http_server_request_duration_seconds_bucket{")
          .contains("http_route=\"/v1/chat/completions\"")
          .contains("penstock_cost_USD_total{")
          .contains("penstock_requests_total{")
          .contains("penstock_budget_used_USD{")
          .contains("penstock_model_state")
          .contains("penstock_gateway_connections")
          .doesNotContain("otel_scope")
          .doesNotContain("ANSWERWORD", "USERWORD", "Hi there", "shop");
    }
  }

  @Test
  void openMetricsAreGivenIfTheyAreAskedFor() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response =
          metrics(door, "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("application/openmetrics-text");
      assertThat(response.body()).endsWith("# EOF\n");
    }
  }

  /** Takes what is sent by OTLP. */
  private static final class Receiver implements AutoCloseable {
    private final Map<String, ByteArrayOutputStream> received = new ConcurrentHashMap<>();
    private final HttpServer server;

    Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received
                .computeIfAbsent(
                    exchange.getRequestURI().getPath(), path -> new ByteArrayOutputStream())
                .writeBytes(body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** As bytes, one character each. */
    String at(String path) {
      ByteArrayOutputStream bytes = received.get(path);
      return bytes == null ? "" : bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void tracesAndMetricsAreSentInTheTraceOfTheCaller() throws IOException {
    try (Receiver receiver = new Receiver()) {
      TelemetryOptions options =
          new TelemetryOptions(
              receiver.address(), TelemetryOptions.DEFAULT.naming(), "door-of-test", false);
      try (Door door = Door.observed(request -> Reply.text("ANSWERWORD"), options)) {
        HttpResponse<String> response =
            door.chatting("", "traceparent", "00-" + TRACE + "-" + SPAN + "-01");
        assertThat(response.statusCode()).isEqualTo(200);
      }

      assertThat(receiver.at("/v1/traces"))
          .contains("door-of-test", "POST /v1/chat/completions", "penstock request", "chat m1")
          .contains(bytes(TRACE), bytes(SPAN))
          .doesNotContain("ANSWERWORD", "Hi there", "shop");
      assertThat(receiver.at("/v1/metrics"))
          .contains("door-of-test", "gen_ai.client.token.usage", "penstock.cost")
          .doesNotContain("ANSWERWORD", "Hi there", "shop");
    }
  }

  private static String bytes(String hex) {
    return new String(java.util.HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aTraceparentThatIsNoneOrSentTwiceDoesNoHarm() throws IOException {
    try (Receiver receiver = new Receiver();
        Door door =
            Door.observed(
                request -> Reply.text("Hello"),
                TelemetryOptions.DEFAULT.withOtlp(receiver.address()))) {
      assertThat(door.chatting("", "traceparent", "00-zzz").statusCode()).isEqualTo(200);
      String body = Door.chat("");
      String answer =
          door.raw(
              door.head(
                      "Connection: close\r\ntraceparent: a\r\ntraceparent: b\r\nContent-Length: "
                          + body.length()
                          + "\r\n")
                  + body);
      assertThat(answer).startsWith("HTTP/1.1 200");
    }
  }
}
