package dev.penstock.benchmarks.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx as a reverse proxy before the same upstream, by {@code nginx.conf}. */
final class NginxChild implements AutoCloseable {
  private static final int TRIES = 500;

  private final Child process;
  private final int port;

  private NginxChild(Child process, int port) {
    this.process = process;
    this.port = port;
  }

  static NginxChild start(Tools tools, Path bench, Path folder, int upstream)
      throws IOException, InterruptedException {
    int port = freePort();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        Files.readString(bench.resolve("nginx.conf"))
            .replace("127.0.0.1:UPSTREAM", "127.0.0.1:" + upstream)
            .replace("127.0.0.1:LISTEN", "127.0.0.1:" + port));
    Files.createDirectories(folder.resolve("temp"));
    Child process =
        Child.start(
            folder,
            tools.environment(),
            List.of(tools.nginx().toString(), "-p", folder + "/", "-c", configuration.toString()));
    for (int i = 0; i < TRIES; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new NginxChild(process, port);
      } catch (IOException e) {
        Thread.sleep(10);
      }
    }
    process.close();
    throw new IllegalStateException("nginx does not listen");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** User and system time of the process and its workers. */
  long cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }
}
