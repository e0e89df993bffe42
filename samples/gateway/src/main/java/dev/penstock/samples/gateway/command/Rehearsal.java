package dev.penstock.samples.gateway.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a gateway of this process once in each way, so that a JVM which watches learns what is
 * needed to start and to answer.
 */
record Rehearsal(int port, String key) {
  private static final int PATIENCE = (int) Duration.ofSeconds(30).toMillis();
  private static final int ROUNDS = 2;

  void run() throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      ask("GET /health", "");
      ask("GET /ready", "");
      ask("GET /v1/models", "");
      ask("POST /v1/chat/completions", chat(i, ""));
      ask("POST /v1/chat/completions", chat(i, ",\"stream\":true"));
      ask("POST /v1/responses", "{\"model\":\"auto\",\"input\":\"Hello " + i + "\"}");
      ask("POST /v1/messages", chat(i, ",\"max_tokens\":16"));
      ask("POST /v1/support/queries", "{\"message\":\"Hello " + i + "\"}");
    }
  }

  private static String chat(int number, String more) {
    return "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello "
        + number
        + "\"}]"
        + more
        + "}";
  }

  private void ask(String what, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        what
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
            + key
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
