package dev.penstock.benchmarks.gateway;

import java.io.IOException;
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
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The gateway as a user starts it, with the policy {@code bench.yaml} before a loopback upstream.
 */
final class GatewayChild implements AutoCloseable {
  private static final String POLICY = "bench/bench.yaml";
  private static final Pattern LISTENS = Pattern.compile("listening on http://[^ \"]*:(\\d+)\\s");

  /** As long as a key is: the line may be seen before it is whole. */
  private static final Pattern KEY = Pattern.compile("(?m)^(psk-[0-9a-f]{12}-[\\w-]{43})$");

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final Child process;
  private final Path folder;
  private final int port;
  private final String key;
  private final long startNanos;

  private GatewayChild(Child process, Path folder, int port, String key, long startNanos) {
    this.process = process;
    this.folder = folder;
    this.port = port;
    this.key = key;
    this.startNanos = startNanos;
  }

  /**
   * Makes a key, starts a gateway, and waits until it says that it is well.
   *
   * @param gateway the folder of the launcher
   * @param folder empty; for policy, keys and ledger
   */
  static GatewayChild start(Path gateway, Path folder, int upstream)
      throws IOException, InterruptedException {
    return start(gateway, folder, upstream, Files.readString(gateway.resolve(POLICY)), List.of());
  }

  /**
   * The same with holds and ledger in its memory, so that nothing of them can be read here.
   *
   * @param options of {@code serve}
   */
  static GatewayChild startInMemory(Path gateway, Path folder, int upstream, String... options)
      throws IOException, InterruptedException {
    String policy =
        Files.readString(gateway.resolve(POLICY))
            .lines()
            .filter(line -> !line.startsWith("ledger:"))
            .collect(Collectors.joining("\n"));
    return start(gateway, folder, upstream, policy, List.of(options));
  }

  private static GatewayChild start(
      Path gateway, Path folder, int upstream, String policy, List<String> options)
      throws IOException, InterruptedException {
    String launcher = gateway.resolve("gateway").toString();
    Files.writeString(folder.resolve("bench.yaml"), policy);
    String key;
    try (Child keys =
        Child.start(
            folder,
            Map.of(),
            List.of(launcher, "keys", "create", "--keys", "keys", "--tenant", "shop"))) {
      key = keys.awaitLine(KEY, PATIENCE).group(1);
      if (keys.exit() != 0) {
        throw new IllegalStateException("no key was made");
      }
    }
    Map<String, String> environment =
        Map.of(
            "UPSTREAM",
            "http://127.0.0.1:" + upstream,
            "RULES",
            gateway.resolve("../policies/tiers.yaml").normalize().toString());
    List<String> command =
        new ArrayList<>(
            List.of(launcher, "serve", "--policy", "bench.yaml", "--keys", "keys", "--port", "0"));
    command.addAll(options);
    long start = System.nanoTime();
    Child process = Child.start(folder, environment, command);
    try {
      int port = Integer.parseInt(process.awaitLine(LISTENS, PATIENCE).group(1));
      if (health(port) != 200) {
        throw new IllegalStateException("the gateway listens, and is not well");
      }
      return new GatewayChild(process, folder, port, key, System.nanoTime() - start);
    } catch (RuntimeException | IOException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static int health(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/health");
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  int port() {
    return port;
  }

  String key() {
    return key;
  }

  /** From the start of the launcher to the answer of its health. */
  long startNanos() {
    return startNanos;
  }

  /** User and system time of the process. */
  long cpu() {
    return process.cpu();
  }

  /** Sends signal 15. Returns the exit code, or -1 if it does not end. */
  int terminate(Duration patience) throws InterruptedException {
    return process.terminate(patience);
  }

  /** How many calls hold something, as soon as it is none, or after some seconds at the latest. */
  long held() throws SQLException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long held = number("select count(*) from hold");
      if (held == 0 || System.nanoTime() - start > SETTLING.toNanos()) {
        return held;
      }
      Thread.sleep(20);
    }
  }

  /** How many calls its ledger has, and nothing else that it has a row for. */
  long calls() throws SQLException {
    return number("select coalesce(sum(calls), 0) from spend_by_day");
  }

  /** What they cost in all, in nano-dollars. */
  long cost() throws SQLException {
    return number("select coalesce(sum(cost_nanos), 0) from ledger");
  }

  /** What its ledger's file says; the gateway may be writing it. */
  private long number(String question) throws SQLException {
    try (Connection file =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = file.createStatement();
        ResultSet result = statement.executeQuery(question)) {
      return result.getLong(1);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
