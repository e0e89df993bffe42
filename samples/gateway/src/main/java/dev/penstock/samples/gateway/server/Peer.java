package dev.penstock.samples.gateway.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.security.Principal;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection. While a request is being answered, it may be read from ahead of
 * time, which tells that the client has gone; what is read is kept for whoever reads next.
 */
final class Peer implements PeerInfo {
  private final PeerInfo info;
  private final HelidonSocket socket;
  private final DataReader source;
  private final DataReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<byte @Nullable []> ahead;
  private @Nullable Exchange exchange;
  private long bodyDeadline;
  private long bodyLeft;
  private boolean hasBodyDeadline;
  private volatile long waitingSince = System.nanoTime();
  private volatile boolean waiting = true;
  private volatile boolean writing;
  private volatile long writingSince;
  private volatile boolean gone;
  private volatile boolean whole;
  private Runnable ender = () -> {};
  private @Nullable SocketChannel channel;

  Peer(ConnectionContext context) {
    info = context.remotePeer();
    socket = context.serverSocket();
    source = context.dataReader();
    reader = DataReader.create(this::receive);
  }

  DataReader reader() {
    return reader;
  }

  /** What is below the socket. */
  void channel(SocketChannel below) {
    channel = below;
  }

  /** What ends the connection after the answer under way; Helidon does not by itself. */
  void ender(Runnable end) {
    ender = end;
  }

  /**
   * Ends the connection after the answer under way.
   *
   * @param nothingLeft whether the request has been read to its end
   */
  void last(boolean nothingLeft) {
    whole = nothingLeft;
    ender.run();
  }

  /** Whether something may still come that nobody will read. */
  boolean mayHaveMore() {
    return !gone && !whole;
  }

  boolean isGone() {
    return gone;
  }

  void begin(Exchange request) {
    waiting = false;
    lock.lock();
    try {
      exchange = request;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      exchange = null;
    } finally {
      lock.unlock();
    }
    waitingSince = System.nanoTime();
    waiting = true;
  }

  /**
   * From now on reading may take so long in all, and so many bytes; an {@link HttpError} is thrown
   * beyond. Helidon bounds the chunks of a body, but not the lines that tell their sizes.
   */
  void limitBody(Duration limit, long bytes) {
    bodyDeadline = System.nanoTime() + limit.toNanos();
    bodyLeft = bytes;
    hasBodyDeadline = true;
  }

  void bodyRead() {
    hasBodyDeadline = false;
  }

  void writes() {
    writingSince = System.nanoTime();
    writing = true;
  }

  void written() {
    writing = false;
  }

  /** Looks after the limits on time; called now and then by another thread. */
  void look(long now, Limits limits) {
    if (waiting && now - waitingSince > limits.idle().toNanos()) {
      close();
      return;
    }
    if (writing && now - writingSince > limits.write().toNanos()) {
      close(); // whoever writes gives up the answer then
      return;
    }
    lock.lock();
    try {
      Exchange running = exchange;
      if (running == null || !running.isWorking()) {
        return;
      }
      if (now - running.began() > limits.duration().toNanos()) {
        running.abort(Abort.TOO_LONG);
      } else if (ahead == null) {
        ahead = readAhead();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends what it waits for, if it does. */
  void abort(Abort why) {
    lock.lock();
    try {
      if (exchange != null) {
        exchange.abort(why);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops what still comes, so that the client gets to read an answer that came early. */
  void linger(Duration limit) {
    limitBody(limit, Long.MAX_VALUE);
    try {
      while (receive() != null) {
        Thread.onSpinWait();
      }
    } catch (RuntimeException e) {
      gone = true; // as far as anybody cares
    }
  }

  /** Since when it waits for a request, or null if one is being answered. */
  @Nullable Long idleSince() {
    return waiting ? waitingSince : null;
  }

  /** Whether a request is being answered. */
  boolean isBusy() {
    return !waiting;
  }

  void close() {
    gone = true;
    if (channel != null) {
      // TLS would say farewell first, and wait for a client that does not read.
      Peers.close(channel);
      return;
    }
    try {
      socket.close();
    } catch (RuntimeException e) {
      // it was closed by the other end, which is as good
    }
  }

  private byte @Nullable [] receive() {
    CompletableFuture<byte @Nullable []> next;
    lock.lock();
    try {
      next = ahead;
      ahead = null;
    } finally {
      lock.unlock();
    }
    if (next == null) {
      if (!hasBodyDeadline) {
        return read();
      }
      next = readAhead();
    }
    byte[] bytes = await(next);
    if (hasBodyDeadline && bytes != null) {
      bodyLeft -= bytes.length;
      if (bodyLeft < 0) {
        throw HttpError.tooLarge();
      }
    }
    return bytes;
  }

  private byte @Nullable [] await(CompletableFuture<byte @Nullable []> next) {
    try {
      return hasBodyDeadline
          ? next.get(Math.max(0, bodyDeadline - System.nanoTime()), TimeUnit.NANOSECONDS)
          : next.get();
    } catch (TimeoutException e) {
      lock.lock();
      try {
        ahead = next;
      } finally {
        lock.unlock();
      }
      throw HttpError.tooSlow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the server stops", e);
    } catch (ExecutionException e) {
      throw new CloseConnectionException("the connection broke", e.getCause());
    }
  }

  private CompletableFuture<byte @Nullable []> readAhead() {
    CompletableFuture<byte @Nullable []> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("read-ahead")
        .start(
            () -> {
              try {
                byte[] bytes = read();
                result.complete(bytes);
                if (bytes == null) {
                  abort(Abort.GONE);
                }
              } catch (RuntimeException e) {
                gone = true;
                result.completeExceptionally(e);
                abort(Abort.GONE);
              }
            });
    return result;
  }

  private byte @Nullable [] read() {
    try {
      source.ensureAvailable();
      return source.readBytes(source.available());
    } catch (DataReader.InsufficientDataAvailableException e) {
      gone = true;
      return null;
    }
  }

  @Override
  public SocketAddress address() {
    return info.address();
  }

  @Override
  public String host() {
    return info.host();
  }

  @Override
  public int port() {
    return info.port();
  }

  @Override
  public Optional<Principal> tlsPrincipal() {
    return info.tlsPrincipal();
  }

  @Override
  public Optional<Certificate[]> tlsCertificates() {
    return info.tlsCertificates();
  }
}
