package dev.penstock.testkit.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A port on 127.0.0.1 that cannot be connected to. It is nobody else's until it is closed. */
public final class DeadPort implements AutoCloseable {
  private static final int MOST_WAITING = 64;
  private static final int FULL_AFTER_MILLIS = 200;

  private final int port;
  private final List<Closeable> open;

  private DeadPort(int port, List<Closeable> open) {
    this.port = port;
    this.open = open;
  }

  /** A port that refuses every connection at once. */
  public static DeadPort refusing() {
    Socket bound = new Socket();
    try {
      bound.bind(new InetSocketAddress(loopback(), 0));
      return new DeadPort(bound.getLocalPort(), List.of(bound));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot bind a port of 127.0.0.1", e);
    }
  }

  /**
   * A port that neither accepts nor refuses, so that connecting takes until the client's own limit:
   * its queue is full.
   *
   * @throws IllegalStateException if this system takes more connections than it was asked to
   */
  public static DeadPort silent() {
    List<Closeable> open = new ArrayList<>();
    try {
      ServerSocket listener = new ServerSocket(0, 1, loopback());
      open.add(listener);
      while (open.size() <= MOST_WAITING) {
        Socket waiting = new Socket();
        open.add(waiting);
        try {
          waiting.connect(listener.getLocalSocketAddress(), FULL_AFTER_MILLIS);
        } catch (SocketTimeoutException e) {
          return new DeadPort(listener.getLocalPort(), open);
        }
      }
    } catch (IOException e) {
      closeAll(open);
      throw new UncheckedIOException("cannot fill the queue of a port of 127.0.0.1", e);
    }
    closeAll(open);
    throw new IllegalStateException("this system has no limit to connections that wait");
  }

  /** The port. */
  public int port() {
    return port;
  }

  /** Its address, such as {@code http://127.0.0.1:40123}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Gives the port back. */
  @Override
  public void close() {
    closeAll(open);
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static void closeAll(List<Closeable> open) {
    for (Closeable each : open) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close a socket", e);
      }
    }
  }
}
