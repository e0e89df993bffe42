package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.samples.gateway.access.KeyFile;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in a process of its own that is told to end by SIGTERM. */
class StopProcessTest {
  private static final int STREAMS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String POLICY =
      """
      version: 1
      providers:
        up: {plugin: openai, base-url: "UPSTREAM", api-key: key-of-the-provider}
      models:
        m: {provider: up, tiers: [all], context-window: 64k, price: {input: 1.00, output: 2.00}}
      tiers: [all]
      deadlines: {request: 120s, attempt: 120s}
      ledger: {plugin: sqlite, path: ledger.db}
      budgets: [{name: day, scope: tenant, period: day, limit: 50.00 USD}]
      routes: [{name: all, models: any, rank: cheapest, max-output: 500}]
      """;

  @TempDir private Path folder;

  @Test
  void openStreamsAreToldMoneyIsSettledAndTheProcessEndsWithZero() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer upstream =
            ScriptedServer.openAi()
                .start(request -> Reply.deltas("Hel", "lo").heldAfter(2, never));
        HttpClient client = HttpClient.newHttpClient()) {
      Files.writeString(
          folder.resolve("policy.yaml"), POLICY.replace("UPSTREAM", upstream.baseUrl().toString()));
      String key = KeyFile.create(folder.resolve("keys"), "shop", null, false, null);
      Process gateway = ServeProcess.start(folder, "--grace=8s", "--drain=3s");
      try (BufferedReader out = gateway.inputReader()) {
        String first = out.readLine();
        assertThat(first).startsWith("listening on http://127.0.0.1:");
        URI door = URI.create(first.substring("listening on ".length()));
        List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
        for (int i = 1; i <= STREAMS; i++) {
          streams.add(stream(client, door, key));
        }
        upstream.awaitExchange(STREAMS, PATIENCE);

        gateway.destroy();
        assertThat(notReady(client, door)).isTrue();
        assertThat(gateway.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(gateway.exitValue()).isZero();
        for (CompletableFuture<HttpResponse<String>> stream : streams) {
          HttpResponse<String> response = stream.get(10, TimeUnit.SECONDS);
          assertThat(response.body()).contains("shutting_down").doesNotContain("[DONE]");
        }
        assertThat(count("hold")).isZero();
        assertThat(count("ledger")).isGreaterThanOrEqualTo(STREAMS);
      } finally {
        gateway.destroyForcibly();
        never.countDown();
      }
    }
  }

  private static CompletableFuture<HttpResponse<String>> stream(
      HttpClient client, URI door, String key) {
    return client.sendAsync(
        HttpRequest.newBuilder(door.resolve("/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Door.chat("\"stream\":true")))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Whether those who send requests here are told to stop while they are still answered. */
  private static boolean notReady(HttpClient client, URI door) {
    HttpRequest ready = HttpRequest.newBuilder(door.resolve("/ready")).timeout(PATIENCE).build();
    return Door.soon(
        () -> {
          HttpResponse<String> response =
              client.sendAsync(ready, HttpResponse.BodyHandlers.ofString()).join();
          return response.statusCode() == 503 && response.body().contains("stopping");
        });
  }

  private int count(String table) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
