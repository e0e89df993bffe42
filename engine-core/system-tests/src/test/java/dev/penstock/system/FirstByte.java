package dev.penstock.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A provider that looks at something when the first byte of a request comes, and hangs up. */
final class FirstByte<T> implements AutoCloseable {
  private final Supplier<T> look;
  private final ServerSocket listener;
  private final List<T> seen = new CopyOnWriteArrayList<>();

  FirstByte(Supplier<T> look) {
    this.look = look;
    try {
      listener = new ServerSocket(0, 16, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("first-byte").start(this::run);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
  }

  /** What was seen at each request. */
  List<T> seen() {
    return List.copyOf(seen);
  }

  private void run() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        if (socket.getInputStream().read() >= 0) {
          seen.add(look.get());
        }
      } catch (IOException e) {
        // closed, or the client has gone; the next one comes
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
