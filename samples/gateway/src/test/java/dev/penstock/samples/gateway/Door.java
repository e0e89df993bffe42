package dev.penstock.samples.gateway;

import dev.penstock.api.Engine;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.samples.gateway.access.KeyFile;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.logs.Logs;
import dev.penstock.samples.gateway.server.Limits;
import dev.penstock.samples.gateway.telemetry.TelemetryOptions;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gateway on a free port in front of a scripted upstream, and a client with a key. */
final class Door implements AutoCloseable {
  static final Limits LIMITS =
      new Limits(
          32 * 1024 * 1024,
          16 * 1024,
          1000,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1));

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String POLICY =
      """
      version: 1
      providers:
        up: {plugin: openai, base-url: "${env:UPSTREAM}", api-key: key-of-the-provider}
        sim: {plugin: simulated}
      models:
        m1:
          provider: up
          tiers: any
          context-window: 64k
          max-output: 4k
          abilities: [tools, vision, json-schema, json-object, seed]
          price: {input: 1.00, output: 2.00}
        s1: {provider: sim, tiers: any, context-window: 64k, price: {input: 3.00, output: 6.00}}
      tiers: [any]
      cache: {plugin: memory}
      budgets:
        - {name: day, scope: tenant, period: day, limit: LIMIT USD}
      routes:
        - {name: fast, when: {tag: route=fast}, models: s1, rank: ordered}
        - {name: long, when: {tag: route=long}, models: m1, rank: ordered, max-output: 4k}
        - {name: everything, models: [m1, s1], rank: ordered, max-output: 500}
      """;

  final ScriptedServer upstream;
  final Gateway gateway;
  final Path keys;
  final String key;
  final String admin;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private Door(ScriptedServer server, String policy, Limits limits, Duration grace) {
    this(server, policy, limits, grace, Observability.QUIET);
  }

  private Door(
      ScriptedServer server,
      String policy,
      Limits limits,
      Duration grace,
      Observability observability) {
    try {
      upstream = server;
      keys = Files.createTempDirectory("gateway-test").resolve("keys");
      key = KeyFile.create(keys, "shop", null, false, null);
      admin = KeyFile.create(keys, "operator", "root", true, null);
      gateway =
          Gateway.start(
              Engine.builder().policy(policy).environment(name -> upstream.baseUrl().toString()),
              GatewayOptions.onLoopback(0, keys).with(limits, grace),
              observability);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Door open(Script script) {
    return open(script, LIMITS, Duration.ofSeconds(5));
  }

  static Door open(Script script, Limits limits, Duration grace) {
    return new Door(ScriptedServer.openAi(script), POLICY.replace("LIMIT", "5.00"), limits, grace);
  }

  /** One that tells of its work. */
  static Door telling(Script script, Logs logs) {
    return new Door(
        ScriptedServer.openAi(script),
        POLICY.replace("LIMIT", "5.00"),
        LIMITS,
        Duration.ofSeconds(5),
        new Observability(logs, true, TelemetryOptions.DEFAULT));
  }

  /** One with that telemetry. */
  static Door observed(Script script, TelemetryOptions telemetry) {
    return new Door(
        ScriptedServer.openAi(script),
        POLICY.replace("LIMIT", "5.00"),
        LIMITS,
        Duration.ofSeconds(5),
        new Observability(null, false, telemetry));
  }

  static Door withBudget(Script script, String budget) {
    return new Door(
        ScriptedServer.openAi(script),
        POLICY.replace("LIMIT", budget),
        LIMITS,
        Duration.ofSeconds(5));
  }

  /** Where the upstream makes vectors too: a million tokens for 2 USD. */
  static Door withEmbeddings(Script script, String budget) {
    String policy =
        POLICY.replace("LIMIT", budget) + "embeddings: {provider: up, model: e1, price: 2.00}\n";
    return new Door(ScriptedServer.openAi(script), policy, LIMITS, Duration.ofSeconds(5));
  }

  /** In front of an upstream that speaks Anthropic's wire. */
  static Door toAnthropic(Script script) {
    String policy =
        POLICY
            .replace("LIMIT", "5.00")
            .replace("plugin: openai", "plugin: anthropic")
            .replace("json-object, seed", "reasoning");
    return new Door(ScriptedServer.anthropic(script), policy, LIMITS, Duration.ofSeconds(5));
  }

  static String chat(String fields) {
    return "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi there\"}]"
        + (fields.isEmpty() ? "" : ",")
        + fields
        + "}";
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path).POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  HttpResponse<String> chatting(String fields, String... headers) {
    return post("/v1/chat/completions", chat(fields), headers);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpClient client() {
    return client;
  }

  /** A connection that says what it is told to, byte by byte. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** The head of a request for a chat completion, with more header lines. */
  String head(String lines) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + key
        + "\r\nContent-Type: application/json\r\n"
        + lines
        + "\r\n";
  }

  /** What comes back over a connection of its own, until it is closed. */
  String raw(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Map<String, Object> json(String text) {
    return JsonIn.read(text.getBytes(StandardCharsets.UTF_8), JsonIn::object);
  }

  /** A member by the names on the way to it; a number is an index. */
  static @Nullable Object at(@Nullable Object json, Object... way) {
    Object here = json;
    for (Object step : way) {
      here =
          step instanceof Integer index
              ? ((List<?>) here).get(index)
              : ((Map<?, ?>) here).get(step);
    }
    return here;
  }

  static @Nullable Object error(HttpResponse<String> response, String field) {
    return at(json(response.body()), "error", field);
  }

  /** What requests under way may yet spend. */
  Usd held() {
    Usd sum = Usd.ZERO;
    for (BudgetState state : gateway.engine().report().budgets()) {
      sum = sum.plus(state.held());
    }
    return sum;
  }

  /** What has been spent. */
  Usd used() {
    Usd sum = Usd.ZERO;
    for (BudgetState state : gateway.engine().report().budgets()) {
      sum = sum.plus(state.used());
    }
    return sum;
  }

  /** Waits, for a bounded time, for what another thread is about to do. */
  static boolean soon(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  @Override
  public void close() {
    gateway.close();
    client.close();
    upstream.close();
    try (Stream<Path> files = Files.list(keys.getParent())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(keys.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
