package dev.penstock.samples.gateway.server;

import dev.penstock.api.ChatStream;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.samples.gateway.access.Caller;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer. Used by the thread of its connection, but for giving it up, which may
 * come from any.
 */
public final class Exchange {
  /** The content type of JSON. */
  public static final String JSON = "application/json";

  /** How much more than its body a request may send for the framing of its chunks. */
  private static final long FRAMED = 2;

  private static final long FRAME = 64L * 1024;

  private static final String CONNECTION = "connection";
  private static final String CLOSE = "close";

  /** Those that are asked for or told: few, all from this program. */
  private static final Map<String, HeaderName> NAMES = new ConcurrentHashMap<>();

  private final ServerRequest request;
  private final ServerResponse response;
  private final Peer peer;
  private final Limits limits;
  private final long began = System.nanoTime();
  private final String id = newId();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Runnable work;
  private volatile boolean working;
  private volatile @Nullable Abort abort;
  private @Nullable Caller caller;
  private @Nullable String idHeader;
  private byte @Nullable [] body;
  private @Nullable Copy copy;
  private @Nullable String engineId;
  private @Nullable String error;
  private int status;
  private long sent;

  Exchange(ServerRequest request, ServerResponse response, Peer peer, Limits limits) {
    this.request = request;
    this.response = response;
    this.peer = peer;
    this.limits = limits;
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return "r-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** The id of the request, which goes back in a header and is in the ledger. */
  public String id() {
    return id;
  }

  /** Tells the id in this header as well. */
  void idHeader(String name) {
    idHeader = name;
  }

  /** The id under which the engine knows it. */
  public String engineId() {
    return engineId == null ? id : engineId;
  }

  /** The engine is asked under another id, which the client has chosen. */
  public void engineId(String chosen) {
    engineId = chosen;
  }

  /** When it began, by {@link System#nanoTime()}. */
  public long began() {
    return began;
  }

  /** The path as it was sent. */
  public String path() {
    return request.prologue().uriPath().rawPath();
  }

  /** The method as it was sent. */
  public String method() {
    return request.prologue().method().text();
  }

  /** Who asks. */
  public Caller caller() {
    Caller known = caller;
    if (known == null) {
      throw new IllegalStateException("an open endpoint knows nobody");
    }
    return known;
  }

  /** Who asks, or null if nobody was let in. */
  public @Nullable Caller callerIfKnown() {
    return caller;
  }

  void caller(Caller known) {
    caller = known;
  }

  /**
   * A header of the request.
   *
   * @throws HttpError if it is there twice
   */
  public Optional<String> header(String name) {
    HeaderName key = name(name);
    if (!request.headers().contains(key)) {
      return Optional.empty();
    }
    var values = request.headers().get(key).allValues();
    if (values.size() > 1) {
      throw new HttpError(
          400, "duplicate_header", "the header " + name + " must be sent once at most");
    }
    return Optional.of(values.getFirst());
  }

  private static HeaderName name(String text) {
    HeaderName known = NAMES.get(text);
    return known == null ? NAMES.computeIfAbsent(text, HeaderNames::create) : known;
  }

  /**
   * The parameters behind the path.
   *
   * @param known those that there may be
   * @throws HttpError if there is another one, or one twice
   */
  public Map<String, String> query(String... known) {
    return QueryText.read(request.query().rawValue(), List.of(known));
  }

  /** Whether a body comes, or may come, with the request. */
  boolean hasEntity() {
    return request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        || request.headers().contentLength().orElse(0) > 0;
  }

  /** The address of the client, or of a proxy before it. */
  public String client() {
    return peer.host();
  }

  /** The status of the answer, 0 if there was none. */
  public int status() {
    return status;
  }

  /** The code of the error that was told, or null if it was none. */
  public @Nullable String error() {
    return error;
  }

  /** Whether the client left before the end. */
  public boolean isGone() {
    return abort == Abort.GONE || peer.isGone();
  }

  /** Bytes of the body, as far as it was read. */
  public long bytesIn() {
    return body == null ? 0 : body.length;
  }

  /** Bytes of the answer's body. */
  public long bytesOut() {
    return sent;
  }

  void sent(int bytes) {
    sent += bytes;
  }

  int headerCount() {
    return request.headers().size();
  }

  /** The whole body, empty if there is none. */
  public byte[] body() {
    byte[] known = body;
    if (known != null) {
      return known;
    }
    peer.limitBody(limits.upload(), FRAMED * limits.body() + FRAME);
    try {
      // Not closed: that would wait for what is missing once more.
      InputStream in = request.content().inputStream();
      byte[] read = in.readNBytes(expected());
      body = read;
      return read;
    } catch (NumberFormatException | DataReader.IncorrectNewLineException e) {
      throw new HttpError(400, "bad_framing", "the chunks of the body are no proper ones");
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the body broke off", e);
    } finally {
      peer.bodyRead();
    }
  }

  /** The bytes that come at most: a body that tells its length needs no larger buffer. */
  private int expected() {
    long told = request.headers().contentLength().orElse(Long.MAX_VALUE);
    return (int) Math.min(told, Integer.MAX_VALUE);
  }

  /** Does work that may be given up by an interrupt. */
  public <T> T abortable(Supplier<T> task) {
    Thread worker = Thread.currentThread();
    start(worker::interrupt);
    try {
      return task.get();
    } catch (PenstockException e) {
      throw e.code() == ErrorCode.CANCELLED ? givenUp(e) : e;
    } finally {
      stop();
    }
  }

  /** Reads a stream, which is closed early if the answer is given up. */
  public void abortable(ChatStream stream, Runnable task) {
    Runnable close = Context.current().wrap(stream::close);
    // What it took is settled then, which the one who gives up many must not wait for.
    start(() -> Thread.ofVirtual().name("give-up").start(close));
    try {
      task.run();
    } catch (PenstockException e) {
      throw e.code() == ErrorCode.CANCELLED ? givenUp(e) : e;
    } finally {
      stop();
    }
  }

  private void start(Runnable end) {
    lock.lock();
    try {
      work = end;
      working = true;
      if (abort != null) {
        end.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private void stop() {
    lock.lock();
    try {
      work = null;
      working = false;
      if (abort != null) {
        // The interrupt was for the work, not for what is written about its end.
        boolean unused = Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isWorking() {
    return working;
  }

  void abort(Abort why) {
    lock.lock();
    try {
      if (abort != null) {
        return;
      }
      abort = why;
      if (work != null) {
        work.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private RuntimeException givenUp(PenstockException e) {
    Abort why = abort;
    return switch (why) {
      case null -> e;
      case GONE -> new CloseConnectionException("the client has gone", e);
      case STOPPING ->
          new HttpError(503, "shutting_down", "the gateway stops; send the request again");
      case TOO_LONG ->
          new HttpError(
              504, "timeout", "the answer took longer than the gateway allows; ask for less");
    };
  }

  /** Sets a header of the answer. */
  public void setHeader(String name, String value) {
    headers.put(name, value);
  }

  /** Keeps what is answered from now on, for a request that is sent again. */
  public void keep(Copy kept) {
    copy = kept;
  }

  /** Sends a whole answer. */
  public void answer(int status, String contentType, byte[] bytes) {
    head(status, contentType);
    if (copy != null) {
      copy.whole(status, contentType, headers, bytes);
    }
    peer.writes();
    sent(bytes.length);
    try {
      response.send(bytes);
    } finally {
      peer.written();
    }
  }

  /** Sends a whole answer in JSON. */
  public void answer(int status, byte[] json) {
    answer(status, JSON, json);
  }

  /** Begins an answer in server-sent events. */
  public EventStream events() {
    head(200, EventStream.CONTENT_TYPE);
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    response.header(name("x-accel-buffering"), "no");
    if (copy != null) {
      copy.begin(EventStream.CONTENT_TYPE, headers);
    }
    return new EventStream(response.outputStream(), peer, this::sent, copy);
  }

  /** An answer in pieces will not become whole; an event that says so must be its last. */
  public void breakOff(HttpError why) {
    error = why.code();
    if (copy != null) {
      copy.broken();
    }
  }

  void fail(HttpError why, byte[] bytes) {
    error = why.code();
    if (why.retryAfter() != null) {
      long seconds = Math.max(1, why.retryAfter().plusMillis(999).toSeconds());
      setHeader("retry-after", Long.toString(seconds));
    }
    if (why.status() == 401) {
      setHeader("www-authenticate", "Bearer");
    }
    if (hasUnread()) {
      setHeader(CONNECTION, CLOSE);
    }
    answer(why.status(), bytes);
  }

  private boolean hasUnread() {
    boolean hasEntity =
        request.headers().contains(HeaderNames.CONTENT_LENGTH)
            || request.headers().contains(HeaderNames.TRANSFER_ENCODING);
    return hasEntity && body == null;
  }

  /** Ends the connection after this answer. */
  void endConnection() {
    setHeader(CONNECTION, CLOSE);
  }

  boolean isAnswered() {
    return response.isSent();
  }

  private void head(int code, String contentType) {
    status = code;
    response.status(Status.create(code));
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    response.header(name("x-penstock-request-id"), id);
    if (idHeader != null) {
      response.header(name(idHeader), id);
    }
    headers.forEach((name, value) -> response.header(name(name), value));
    if (headers.containsKey(CONNECTION)
        || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      peer.last(!hasUnread());
    }
  }

  /** Keeps an answer. */
  public interface Copy {
    /** A whole answer. */
    void whole(int status, String contentType, Map<String, String> headers, byte[] bytes);

    /** An answer that comes in pieces, with status 200. */
    void begin(String contentType, Map<String, String> headers);

    /** A piece of it. */
    void piece(byte[] bytes);

    /** It will not become whole. */
    void broken();
  }
}
