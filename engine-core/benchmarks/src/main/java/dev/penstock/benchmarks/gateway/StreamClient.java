package dev.penstock.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads streams over bare sockets on virtual threads, and notes when each chunk has come. */
final class StreamClient implements AutoCloseable {
  private static final int SILENCE = 60_000;
  private static final String DATA = "data: ";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private final String key;

  StreamClient(int port, String key) {
    this.port = port;
    this.key = key;
  }

  /**
   * A stream that has ended.
   *
   * @param chunks those that came with content
   * @param longest nanoseconds between two of them, at most
   * @param whole whether it came to its proper end
   * @param told whether it was told that the gateway stops
   */
  record Heard(int chunks, long longest, boolean whole, boolean told) {}

  /**
   * Asks for streams at once.
   *
   * @param begun counted down with the first chunk of each
   */
  List<Future<Heard>> ask(List<Shape> shapes, CountDownLatch begun) {
    List<Future<Heard>> all = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      String question =
          "Where is my parcel? " + Shape.text(shape.chunks(), shape.gap()) + " " + i + " " + begun;
      all.add(threads.submit(() -> read(question, begun)));
    }
    return all;
  }

  /** What came of them. */
  static List<Heard> join(List<Future<Heard>> all) throws InterruptedException {
    List<Heard> heard = new ArrayList<>();
    for (Future<Heard> each : all) {
      try {
        heard.add(each.get());
      } catch (ExecutionException e) {
        heard.add(new Heard(0, 0, false, false));
      }
    }
    return heard;
  }

  private Heard read(String question, CountDownLatch begun) throws IOException {
    String body =
        "{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
            + question
            + "\"}]}";
    String request =
        String.format(
            Locale.ROOT,
            "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
            key,
            body.length(),
            body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      int chunks = 0;
      long longest = 0;
      long before = 0;
      boolean told = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(DATA + "[DONE]")) {
          return new Heard(chunks, longest, true, told);
        }
        told |= line.startsWith(DATA) && line.contains("shutting_down");
        if (line.startsWith(DATA) && line.contains(" parcel")) {
          long now = System.nanoTime();
          if (chunks == 0) {
            begun.countDown();
          } else {
            longest = Math.max(longest, now - before);
          }
          before = now;
          chunks++;
        }
      }
      return new Heard(chunks, longest, false, told);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
