package dev.penstock.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that shows what really came over the wire. */
final class RawClient implements AutoCloseable {
  static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}";
  static final String STREAM = QUESTION.replace("}]}", "}],\"stream\":true}");
  private static final int LIMIT_MILLIS = 20_000;

  final Socket socket;
  final InputStream in;

  RawClient(ScriptedServer server) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(LIMIT_MILLIS);
    in = socket.getInputStream();
  }

  /** Asks and gives all that comes until the connection ends. */
  static String last(ScriptedServer server, String body) throws IOException {
    try (RawClient client = new RawClient(server)) {
      return client.ask(body, "Connection: close\r\n").rest();
    }
  }

  RawClient ask(String body) throws IOException {
    return ask(body, "");
  }

  RawClient ask(String body, String headers) throws IOException {
    return post("/v1/chat/completions", body, headers);
  }

  RawClient post(String path, String body, String headers) throws IOException {
    byte[] request =
        ("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: ")
            .concat(body.length() + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.ISO_8859_1);
    socket.getOutputStream().write(request);
    return this;
  }

  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** What comes up to this text and with it. */
  String upTo(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended before " + end + ": " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Whether nothing is there to be read now. */
  boolean isSilent() throws IOException {
    return in.available() == 0;
  }

  static String body(String response) {
    return response.substring(response.indexOf("\r\n\r\n") + 4);
  }

  /** The body without its chunks' frames. */
  static String joined(String response) {
    StringBuilder joined = new StringBuilder();
    String chunks = body(response);
    int start = 0;
    while (start < chunks.length()) {
      int line = chunks.indexOf("\r\n", start);
      int size = Integer.parseInt(chunks.substring(start, line), 16);
      joined.append(chunks, line + 2, line + 2 + size);
      start = line + 4 + size;
    }
    return joined.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
