package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl, and what {@code gateway serve} says about it. */
class CurlTest {
  private static final Duration MOST = Duration.ofSeconds(20);
  private static final Path HERE = Path.of(".");

  @BeforeAll
  static void needsCurl() {
    Tool.version("curl", "--version");
  }

  private static String curl(Door door, String path, String... more) {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "15"));
    command.addAll(List.of(more));
    command.add("-H");
    command.add("Authorization: Bearer " + door.key);
    command.add("-H");
    command.add("Content-Type: application/json");
    command.add(door.url() + path);
    Tool curl = Tool.run(HERE, Map.of(), MOST, command);
    assertThat(curl.code()).as(curl.out()).isZero();
    return curl.out();
  }

  private static String asking(String question, String more) {
    return "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + question
        + "\"}]"
        + more
        + "}";
  }

  @Test
  void answersAndTellsWhatWasDecided() {
    try (Door door = Door.open(new Upstream())) {
      String answer = curl(door, "/v1/chat/completions", "-i", "-d", asking("Hi", ""));

      assertThat(answer)
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("x-penstock-model: m1\r\n")
          .contains("\"content\":\"Hello there\"");
      assertThat(curl(door, "/v1/models")).contains("\"id\":\"m1\"");
    }
  }

  @Test
  void streamsAsItComes() {
    try (Door door = Door.open(new Upstream())) {
      String answer =
          curl(door, "/v1/chat/completions", "-N", "-d", asking("Hi", ",\"stream\":true"));

      assertThat(answer).startsWith("data: {").endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void aStreamThatIsLeftEndsTheCallAndHoldsNothing() throws InterruptedException {
    try (Door door = Door.open(new Upstream())) {
      Tool curl =
          Tool.run(
              HERE,
              Map.of(),
              MOST,
              List.of(
                  "curl",
                  "-sSN",
                  "--max-time",
                  "1",
                  "-H",
                  "Authorization: Bearer " + door.key,
                  "-H",
                  "Content-Type: application/json",
                  "-d",
                  asking("Go on without end", ",\"stream\":true"),
                  door.url() + "/v1/chat/completions"));

      assertThat(curl.code()).as("curl's code for too long").isEqualTo(28);
      assertThat(curl.out()).contains("\"content\":\"on \"");
      assertThat(door.upstream.awaitExchange(1, MOST).awaitClientGone(MOST)).isTrue();
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void errorsSayWhatIsWrong() {
    try (Door door = Door.open(new Upstream())) {
      String error =
          curl(
              door, "/v1/chat/completions", "-w", "\n%{http_code}", "-d", asking("Hi", ",\"n\":2"));

      assertThat(error).contains("\"code\":\"n_too_large\"", "\"param\":\"n\"").endsWith("\n400");
    }
  }

  @Test
  void whatServePrintsWorksAsItStands(@TempDir Path folder) throws Exception {
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.penstock.samples.gateway.command.GatewayCommand",
                "serve",
                "--port",
                "0",
                "--grace",
                "1s")
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
      String line =
          CompletableFuture.supplyAsync(() -> printed(out))
              .get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Tool curl = Tool.run(folder, Map.of(), MOST, List.of("sh", "-c", line + " -sS"));

      assertThat(curl.code()).as(curl.out()).isZero();
      assertThat(curl.out()).contains("\"object\":\"chat.completion\"", "\"total_tokens\"");
      gateway.destroy();
      assertThat(gateway.waitFor(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(gateway.exitValue()).isZero();
    } finally {
      gateway.destroyForcibly().waitFor();
    }
  }

  /** The line with the command. */
  private static String printed(BufferedReader out) {
    return out.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("curl "))
        .findFirst()
        .orElseThrow();
  }
}
