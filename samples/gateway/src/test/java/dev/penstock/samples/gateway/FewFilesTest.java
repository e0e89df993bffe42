package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.samples.gateway.access.KeyFile;
import java.io.BufferedReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose process may open few files, and clients that take them all. */
class FewFilesTest {
  private static final int FILES = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String POLICY =
      """
      version: 1
      providers: {demo: {plugin: simulated, latency: 5ms, tokens-per-second: 5000}}
      models:
        m: {provider: demo, tiers: [all], context-window: 64k, price: {input: 1, output: 2}}
      tiers: [all]
      routes: [{name: all, models: any, rank: cheapest}]
      """;

  @TempDir private Path folder;

  @Test
  void moreIdleConnectionsThanFilesLetNewWorkIn() throws Exception {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    String key = KeyFile.create(folder.resolve("keys"), "shop", null, false, null);
    Process gateway = ServeProcess.startWithFiles(FILES, folder, "--idle-timeout=10m");
    List<Socket> idle = new ArrayList<>();
    try (BufferedReader out = gateway.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      URI door = URI.create(out.readLine().substring("listening on ".length()));
      for (int i = 0; i < FILES; i++) {
        idle.add(new Socket(door.getHost(), door.getPort()));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(ask(client, door, key).statusCode()).isEqualTo(200);
      }

      gateway.destroy();
      assertThat(gateway.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(gateway.exitValue()).isZero();
      assertThat(folder.resolve("errors"))
          .content()
          .contains("16000 connections are allowed, but the process may open only 400 files")
          .contains("nearly all of the 400 files")
          .doesNotContain("Too many open files");
    } finally {
      gateway.destroyForcibly();
      for (Socket each : idle) {
        each.close();
      }
    }
  }

  private static HttpResponse<String> ask(HttpClient client, URI door, String key)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(door.resolve("/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Door.chat("")))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
