package dev.penstock.samples.gateway.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests with an Idempotency-Key, as Stripe has it
 * (https://docs.stripe.com/api/idempotent_requests): the same key and body of the same tenant get
 * the answer that was given, without another call. An error is not kept; nothing was answered, and
 * the client may try again.
 */
public final class Replays {
  private static final String HEADER = "idempotency-key";
  private static final int LONGEST_KEY = 255;
  private static final long OVERHEAD = 512;

  private record Name(String tenant, String key) {}

  private record Kept(
      ByteBuffer fingerprint, String contentType, Map<String, String> headers, ByteBuffer body) {}

  private final ConcurrentMap<Name, ByteBuffer> running = new ConcurrentHashMap<>();
  private final Cache<Name, Kept> kept;
  private final long most;

  /**
   * An empty memory.
   *
   * @param most the bytes of all answers that are kept, about
   * @param lifetime how long one is kept
   */
  public Replays(long most, Duration lifetime, LongSupplier ticker) {
    this.most = most;
    Ticker time = ticker::getAsLong;
    kept =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((Name name, Kept answer) -> weight(name, answer))
            .expireAfterWrite(lifetime)
            .ticker(time)
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Name name, Kept answer) {
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            OVERHEAD + name.tenant().length() + name.key().length() + answer.body().remaining());
  }

  /** A handler that answers a request that is sent again as before. */
  public Handler around(Handler handler) {
    return exchange -> {
      Optional<String> key = exchange.header(HEADER);
      if (key.isEmpty()) {
        handler.handle(exchange);
      } else {
        once(new Name(exchange.caller().tenant(), checked(key.get())), exchange, handler);
      }
    };
  }

  private static String checked(String key) {
    boolean printable = key.chars().allMatch(c -> c > ' ' && c <= '~');
    if (key.isEmpty() || key.length() > LONGEST_KEY || !printable) {
      throw new HttpError(
          400,
          "invalid_idempotency_key",
          "an Idempotency-Key has 1 to " + LONGEST_KEY + " printable characters of ASCII");
    }
    return key;
  }

  private void once(Name name, Exchange exchange, Handler handler) {
    ByteBuffer fingerprint = fingerprint(exchange);
    @Nullable ByteBuffer other = running.putIfAbsent(name, fingerprint);
    if (other != null) {
      throw other.equals(fingerprint)
          ? new HttpError(
              409,
              "idempotency_in_progress",
              "a request with this Idempotency-Key is being answered; send it again later",
              null,
              Duration.ofSeconds(1))
          : mismatch(exchange);
    }
    try {
      Kept before = kept.getIfPresent(name);
      if (before == null) {
        Recording copy = new Recording(most / 8);
        exchange.keep(copy);
        handler.handle(exchange);
        copy.complete(fingerprint).ifPresent(answer -> kept.put(name, answer));
      } else if (before.fingerprint().equals(fingerprint)) {
        replay(before, exchange);
      } else {
        throw mismatch(exchange);
      }
    } finally {
      running.remove(name);
    }
  }

  private static void replay(Kept answer, Exchange exchange) {
    answer.headers().forEach(exchange::setHeader);
    exchange.setHeader("idempotent-replayed", "true");
    exchange.answer(200, answer.contentType(), answer.body().array());
  }

  private static HttpError mismatch(Exchange exchange) {
    // SDKs send again what a 409 refused, unless this header, which is theirs, tells them not to.
    exchange.setHeader("x-should-retry", "false");
    return new HttpError(
        409,
        "idempotency_mismatch",
        "this Idempotency-Key was sent with another request; take a new key for a new request");
  }

  private static ByteBuffer fingerprint(Exchange exchange) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(exchange.path().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return ByteBuffer.wrap(digest.digest(exchange.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Copies an answer as it is sent, unless it becomes too large. */
  private static final class Recording implements Exchange.Copy {
    private final long most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable String contentType;
    private Map<String, String> headers = Map.of();
    private boolean unfit;

    Recording(long most) {
      this.most = most;
    }

    @Override
    public void whole(int status, String type, Map<String, String> sent, byte[] bytes) {
      begin(type, sent);
      piece(bytes);
      unfit |= status != 200;
    }

    @Override
    public void begin(String type, Map<String, String> sent) {
      contentType = type;
      headers = new LinkedHashMap<>(sent);
      headers.remove("connection");
    }

    @Override
    public void piece(byte[] bytes) {
      unfit |= body.size() + (long) bytes.length > most;
      if (!unfit) {
        body.writeBytes(bytes);
      }
    }

    @Override
    public void broken() {
      unfit = true;
    }

    Optional<Kept> complete(ByteBuffer fingerprint) {
      return contentType == null || unfit
          ? Optional.empty()
          : Optional.of(
              new Kept(fingerprint, contentType, headers, ByteBuffer.wrap(body.toByteArray())));
    }
  }
}
