package dev.penstock.benchmarks.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many connections that send nothing, or half a head, while others are answered. */
final class IdleProof {
  private static final int MOST = 10_000;
  private static final int OTHER_FILES = 500;
  private static final int REQUESTS = 100;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
  private static final String HALF = "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\n";

  private IdleProof() {}

  static void show(Proof proof, Path launcher, Path folder, LoopbackServer upstream)
      throws IOException, InterruptedException {
    List<SocketChannel> idle = new ArrayList<>();
    try (GatewayChild gateway =
        GatewayChild.startInMemory(
            launcher, folder, upstream.port(), "--idle-timeout", IDLE.toSeconds() + "s")) {
      int connections = connections();
      String what = connections + " idle connections";
      for (int i = 0; i < connections; i++) {
        idle.add(open(gateway.port(), i % 2 == 0));
      }
      ask(proof, what, gateway);
      long end = System.nanoTime() + IDLE.plus(PATIENCE).toNanos();
      while (!idle.isEmpty() && System.nanoTime() - end < 0) {
        idle.removeIf(IdleProof::isClosed);
        Thread.sleep(100);
      }
      proof.shown(
          what + ", closed after the idle timeout of " + IDLE.toSeconds() + " s",
          (connections - idle.size()) + " of " + connections,
          connections + " of " + connections,
          idle.isEmpty());
    } finally {
      idle.forEach(IdleProof::close);
    }
  }

  /** As many as this process may open, which needs some files beside. */
  private static int connections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(MOST, unix.getMaxFileDescriptorCount() - OTHER_FILES)
        : MOST;
  }

  private static SocketChannel open(int port, boolean half) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    if (half) {
      channel.write(ByteBuffer.wrap(HALF.getBytes(StandardCharsets.US_ASCII)));
    }
    channel.configureBlocking(false);
    return channel;
  }

  private static boolean isClosed(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(1024)) < 0 && close(channel);
    } catch (IOException e) {
      return close(channel);
    }
  }

  private static boolean close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // it was closed by the other end
    }
    return true;
  }

  private static void ask(Proof proof, String what, GatewayChild gateway)
      throws IOException, InterruptedException {
    long[] nanos = new long[REQUESTS];
    int answered = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < REQUESTS; i++) {
        String body =
            "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "Where is parcel "
                + i
                + "?\"}]}";
        long start = System.nanoTime();
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + gateway.key())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        nanos[i] = System.nanoTime() - start;
        answered += response.statusCode() == 200 ? 1 : 0;
      }
    }
    Arrays.sort(nanos);
    proof.beside(what + ", p50 of requests beside them", nanos[REQUESTS / 2] / MILLISECOND, "ms");
    proof.shown(
        what + ", requests answered beside them",
        answered + " of " + REQUESTS,
        REQUESTS + " of " + REQUESTS,
        answered == REQUESTS);
  }
}
