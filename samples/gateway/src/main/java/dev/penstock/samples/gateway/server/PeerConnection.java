package dev.penstock.samples.gateway.server;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** An HTTP connection whose {@link Peer} is looked after as long as it lasts. */
final class PeerConnection implements ServerConnection, InterruptableTask<Void> {
  /** For how long a client may go on sending what was refused before it was whole. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final ServerConnection http;
  private final Peer peer;
  private final Peers peers;

  PeerConnection(ServerConnection http, Peer peer, Peers peers) {
    this.http = http;
    this.peer = peer;
    this.peers = peers;
    peer.ender(() -> http.close(false));
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    peers.add(peer);
    try {
      http.handle(limit);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof SSLException
          ? new CloseConnectionException("no TLS came of it", e)
          : e;
    } finally {
      if (peer.mayHaveMore() && !Thread.currentThread().isInterrupted()) {
        peer.linger(LINGER);
      }
      peers.remove(peer);
    }
  }

  @Override
  public boolean canInterrupt() {
    return http instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public Duration idleTime() {
    return http.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    http.close(interrupt);
  }
}
