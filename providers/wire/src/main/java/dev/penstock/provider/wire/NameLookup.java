package dev.penstock.provider.wire;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names on a thread of its own, since neither a deadline nor an interrupt ends the look-up
 * of the operating system, which would keep the carrier of a virtual thread as well. It is left
 * behind when the time for a connection or for its call is up. Those who ask for the same name at
 * the same time share a look-up, unless it was too slow for one of them.
 */
final class NameLookup implements DnsResolver {
  private static final ThreadLocal<@Nullable RunningCall> CURRENT = new ThreadLocal<>();

  private final DnsResolver system;
  private final Timeout limit;
  private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> running =
      new ConcurrentHashMap<>();

  NameLookup(DnsResolver system, Timeout limit) {
    this.system = system;
    this.limit = limit;
  }

  /** Names the call that this thread makes from now on, or null after its end. */
  static void isFor(@Nullable RunningCall call) {
    if (call == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(call);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    CompletableFuture<InetAddress[]> shared = shared(host);
    CompletableFuture<InetAddress[]> lookup = shared.copy();
    RunningCall call = CURRENT.get();
    if (call != null) {
      call.waitsFor(lookup);
    }
    try {
      return lookup.get(limit.toMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      running.remove(host, shared);
      throw unknown("no address in time", new SocketTimeoutException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("interrupted", e);
    } catch (CancellationException e) {
      throw unknown("the call was ended", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException known
          ? known
          : unknown("the look-up failed", e.getCause());
    }
  }

  private CompletableFuture<InetAddress[]> shared(String host) {
    CompletableFuture<InetAddress[]> made = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> before = running.putIfAbsent(host, made);
    if (before != null) {
      return before;
    }
    boolean started = false;
    try {
      Thread.ofPlatform().daemon().name("penstock-lookup").start(() -> look(host, made));
      started = true;
    } finally {
      if (!started) {
        running.remove(host, made);
        made.completeExceptionally(new UnknownHostException("no thread for the look-up"));
      }
    }
    return made;
  }

  private void look(String host, CompletableFuture<InetAddress[]> lookup) {
    try {
      InetAddress[] found = system.resolve(host);
      running.remove(host, lookup);
      lookup.complete(found);
    } catch (UnknownHostException | RuntimeException | Error e) {
      running.remove(host, lookup);
      lookup.completeExceptionally(e);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return system.resolveCanonicalHostname(host);
  }

  private static UnknownHostException unknown(String why, @Nullable Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(why);
    unknown.initCause(cause);
    return unknown;
  }
}
