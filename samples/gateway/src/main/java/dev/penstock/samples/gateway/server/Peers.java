package dev.penstock.samples.gateway.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All connections. A thread of its own looks after their limits on time ten times a second. */
final class Peers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Peers.class.getName());
  private static final long LOOK_MILLIS = 100;

  private record Arrival(SocketChannel channel, long at) {}

  private final Limits limits;
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final Map<SocketAddress, Arrival> silent = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("gateway-watch").unstarted(task));

  Peers(Limits limits) {
    this.limits = limits;
    var unused =
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A connection that has sent nothing yet; Helidon does not time those. */
  void arrived(SocketChannel channel) {
    try {
      SocketAddress address = channel.getRemoteAddress();
      if (address != null) {
        silent.put(address, new Arrival(channel, System.nanoTime()));
      }
    } catch (IOException e) {
      // it has gone already, which whoever reads from it will notice
    }
  }

  void identified(Peer peer) {
    @Nullable Arrival arrival = silent.remove(peer.address());
    if (arrival != null) {
      peer.channel(arrival.channel());
    }
  }

  void add(Peer peer) {
    peers.add(peer);
  }

  void remove(Peer peer) {
    peers.remove(peer);
  }

  int count() {
    return peers.size() + silent.size();
  }

  int busy() {
    return (int) peers.stream().filter(Peer::isBusy).count();
  }

  void abortAll(Abort why) {
    peers.forEach(peer -> peer.abort(why));
  }

  private void look() {
    long now = System.nanoTime();
    for (Peer peer : peers) {
      try {
        peer.look(now, limits);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a connection could not be looked after", e);
      }
    }
    silent
        .values()
        .removeIf(
            arrival -> {
              boolean over = now - arrival.at() > limits.idle().toNanos();
              if (over) {
                close(arrival.channel());
              }
              return over || !arrival.channel().isOpen();
            });
  }

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing more can be done to it
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
