package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.samples.gateway.Gateway;
import dev.penstock.samples.gateway.GatewayOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has gateways of this process asked in each way, so that a JVM which watches learns what is needed
 * to start and to answer, and what of it is worth compiling.
 */
final class Rehearsal {
  private static final int PATIENCE = (int) Duration.ofSeconds(30).toMillis();

  /** As many as it takes until the JVM has counted what runs often. */
  private static final int REQUESTS = 2_000;

  private static final int AT_ONCE = 32;

  private final OwnKey own;

  Rehearsal(OwnKey own) {
    this.own = own;
  }

  void run() throws IOException, InterruptedException {
    try (Gateway gateway = start(OwnPolicy.text())) {
      everyWire(gateway.port());
    }
    try (Gateway models = start(OwnPolicy.text("rehearsal-models.yaml"));
        Gateway gateway = start(before(models.port()))) {
      crowd(gateway.port());
    }
  }

  private Gateway start(String policy) throws IOException {
    return Gateway.start(Engine.builder().policy(policy), GatewayOptions.onLoopback(0, own.file()));
  }

  /** The policy of a gateway before another one. */
  private String before(int port) {
    return OwnPolicy.text("rehearsal.yaml")
        .replace("PORT", Integer.toString(port))
        .replace("KEY", own.text())
        .replace("LEDGER", own.file().resolveSibling("ledger.db").toString());
  }

  private void everyWire(int port) throws IOException {
    ask(port, "GET /health", "");
    ask(port, "GET /ready", "");
    ask(port, "GET /v1/models", "");
    ask(port, "POST /v1/chat/completions", chat("Hello", ""));
    ask(port, "POST /v1/chat/completions", chat("Hello again", ",\"stream\":true"));
    ask(port, "POST /v1/responses", "{\"model\":\"auto\",\"input\":\"Hello there\"}");
    ask(port, "POST /v1/messages", chat("Hello you", ",\"max_tokens\":16"));
    ask(port, "POST /v1/support/queries", "{\"message\":\"Hello\"}");
  }

  private void crowd(int port) throws IOException, InterruptedException {
    Queue<Future<?>> running = new ArrayDeque<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        if (running.size() == AT_ONCE) {
          await(running.remove());
        }
        String question = "Where is parcel " + i + " of my order?";
        String more = i % 2 == 0 ? ",\"stream\":true" : "";
        running.add(
            threads.submit(
                () -> {
                  ask(port, "POST /v1/chat/completions", chat(question, more));
                  return true;
                }));
      }
      while (!running.isEmpty()) {
        await(running.remove());
      }
    }
  }

  private static void await(Future<?> running) throws IOException, InterruptedException {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static String chat(String question, String more) {
    return "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + question
        + "\"}]"
        + more
        + "}";
  }

  private void ask(int port, String what, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        what
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
            + own.text()
            + (bytes.length == 0
                ? ""
                : "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length)
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException(what + " was not answered: " + answer.lines().findFirst().orElse(""));
      }
    }
  }
}
