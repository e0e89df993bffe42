package dev.penstock.samples.gateway;

import static dev.penstock.samples.gateway.Door.at;
import static dev.penstock.samples.gateway.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import dev.penstock.samples.gateway.access.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy file that changes under a running gateway. */
class ReloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String POLICY =
      """
      version: 1
      providers: {demo: {plugin: simulated, latency: 5ms, tokens-per-second: 5000}}
      models:
        m: {provider: demo, tiers: [all], context-window: 64k, price: {input: 1, output: 2}}
      tiers: [all]
      routes: [{name: NAME, models: any, rank: cheapest}]
      """;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Path policy;
  private final Gateway gateway;
  private final String admin;

  ReloadTest(@TempDir Path folder) throws IOException {
    policy = folder.resolve("policy.yaml");
    write(POLICY.replace("NAME", "before"));
    Path keys = folder.resolve("keys");
    admin = KeyFile.create(keys, "shop", null, true, null);
    GatewayOptions usual = GatewayOptions.onLoopback(0, keys);
    gateway =
        Gateway.start(
            Engine.builder().policy(policy).watch(Duration.ofMillis(50)),
            new GatewayOptions(
                policy,
                usual.address(),
                0,
                null,
                keys,
                usual.limits(),
                Duration.ZERO,
                usual.grace(),
                usual.replayBytes(),
                usual.replayLifetime()));
  }

  @AfterEach
  void close() {
    gateway.close();
    client.close();
  }

  /** As an operator should: beside the old file, and then over it. */
  private void write(String text) throws IOException {
    Path beside = Files.writeString(policy.resolveSibling("policy.new"), text);
    Files.move(beside, policy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + admin)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> ask(String fields) {
    return send("POST", "/v1/chat/completions", Door.chat(fields));
  }

  private String route() {
    return ask("").headers().firstValue("x-penstock-route").orElse("none");
  }

  private Object refused() {
    return at(json(send("GET", "/admin/state", "").body()), "policy", "refused");
  }

  @Test
  void aChangedFileIsInForceAndNoRequestNoticesButByItsRoute() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    Set<String> outcomes = ConcurrentHashMap.newKeySet();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String fields = i % 2 == 0 ? "" : "\"stream\":true";
      clients.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!enough.get() && asked.incrementAndGet() < 20_000) {
                      HttpResponse<String> response = ask(fields);
                      boolean whole = fields.isEmpty() || response.body().contains("data: [DONE]");
                      outcomes.add(
                          response.statusCode()
                              + (whole ? " " : " cut short ")
                              + response.headers().firstValue("x-penstock-route").orElse("none"));
                    }
                  }));
    }
    for (int i = 1; i <= 5; i++) {
      String name = "after-" + i;
      write(POLICY.replace("NAME", name));
      assertThat(Door.soon(() -> route().equals(name))).isTrue();
    }
    enough.set(true);
    for (Thread each : clients) {
      assertThat(each.join(PATIENCE)).isTrue();
    }

    assertThat(outcomes)
        .allMatch(outcome -> outcome.startsWith("200 "))
        .noneMatch(outcome -> outcome.contains("cut short"))
        .contains("200 after-5");
  }

  @Test
  void aBrokenFileChangesNothingAndCanBeSeen() throws Exception {
    write(POLICY.replace("NAME", "after").replace("rank: cheapest", "rank: best"));

    assertThat(Door.soon(() -> refused() != null)).isTrue();
    assertThat(at(refused(), "problems", 0, "line")).isEqualTo(6);
    assertThat(at(refused(), "message")).asString().contains("policy.yaml:6:", "rank");
    assertThat(send("GET", "/ready", "").statusCode()).isEqualTo(200);
    assertThat(route()).isEqualTo("before");

    write(POLICY.replace("NAME", "mended"));
    assertThat(Door.soon(() -> route().equals("mended"))).isTrue();
    assertThat(refused()).isNull();
  }

  @Test
  void aBrokenFileThatIsPutBackIsNoTroubleAnyMore() throws Exception {
    write(POLICY.replace("NAME", "after").replace("rank: cheapest", "rank: best"));
    assertThat(Door.soon(() -> refused() != null)).isTrue();

    write(POLICY.replace("NAME", "before"));

    assertThat(Door.soon(() -> refused() == null)).isTrue();
    assertThat(route()).isEqualTo("before");
  }

  @Test
  void anAdministratorMayLoadItAtOnceAndIsToldWhatIsWrong() throws Exception {
    write("version: 1\n");
    HttpResponse<String> refusal = send("POST", "/admin/reload", "");
    assertThat(refusal.statusCode()).isEqualTo(422);
    Object body = json(refusal.body());
    assertThat(at(body, "error", "code")).isEqualTo("invalid-policy");
    assertThat(at(body, "problems", 0, "file")).asString().endsWith("policy.yaml");
    assertThat((Integer) at(body, "problems", 0, "line")).isPositive();
    assertThat((Integer) at(body, "problems", 0, "column")).isPositive();

    write(POLICY.replace("NAME", "before"));
    assertThat(send("POST", "/admin/reload", "").body()).isEqualTo("{\"changed\":false}");
    assertThat(refused()).isNull();
  }
}
