package dev.penstock.samples.gateway.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** Who was quiet for less is not idle. */
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  /** Of all connections, one in so many is closed at a time to make room. */
  private static final int SHARE = 50;

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

  /** Closes some of those that have been idle for longest, because others wait to be let in. */
  void closeIdle() {
    long now = System.nanoTime();
    List<Idle> idle = new ArrayList<>();
    for (Peer peer : peers) {
      Long since = peer.idleSince();
      if (since != null) {
        idle.add(new Idle(now - since, peer::close));
      }
    }
    for (Arrival arrival : silent.values()) {
      idle.add(new Idle(now - arrival.at(), () -> close(arrival.channel())));
    }
    idle.removeIf(each -> each.nanos() < IDLE);
    idle.sort(Comparator.comparingLong(Idle::nanos).reversed());
    idle.stream().limit(1 + count() / SHARE).forEach(each -> each.close().run());
  }

  private record Idle(long nanos, Runnable close) {}

  private void look() {
    if (count() >= limits.connections()) {
      closeIdle();
    }
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
