package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An upstream on 127.0.0.1 and a free port that answers as a {@link Script} says, remembers the
 * requests it got and keeps its own bill. HTTP/1.1 with keep-alive, a virtual thread per
 * connection.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.openAi(request -> Reply.text("Hello"))) {
 *   ... // a client that calls server.baseUrl() + "/chat/completions"
 *   assertThat(server.exchanges()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>A script may look at the request, at its number and at its connection:
 *
 * <pre>{@code
 * Script script =
 *     exchange ->
 *         exchange.requestOnConnection() > 1
 *             ? Reply.reset()
 *             : Reply.deltas("Hel", "lo").heldAfter(2, gate).slices(1);
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {
  private final Wire wire;
  private final String prefix;
  private final int kept;
  private final Script script;
  private final IntPredicate refused;
  private final String scheme;
  private final ServerSocket listener;
  private volatile boolean closing;
  private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
  private final Bill bill = new Bill();
  private final AtomicInteger accepted = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
  private int received;

  private ScriptedServer(Builder builder, Script script) {
    wire = builder.wire;
    prefix = builder.prefix;
    kept = builder.kept;
    refused = builder.refused;
    this.script = script;
    scheme = builder.certificate == null ? "http" : "https";
    ServerSocketFactory sockets =
        builder.certificate == null
            ? ServerSocketFactory.getDefault()
            : builder.certificate.servingContext().getServerSocketFactory();
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      listener = sockets.createServerSocket(0, 1024, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
    }
    Thread.ofVirtual().name("scripted-server").start(this::accept);
  }

  /** Starts a server that speaks the OpenAI wire under the prefix {@code /v1}. */
  public static ScriptedServer openAi(Script script) {
    return openAi().start(script);
  }

  /** A builder of a server that speaks the OpenAI wire. */
  public static Builder openAi() {
    return new Builder(new OpenAiWire(), "/v1");
  }

  /** Starts a server that speaks Anthropic's wire, whose paths begin with {@code /v1}. */
  public static ScriptedServer anthropic(Script script) {
    return anthropic().start(script);
  }

  /** A builder of a server that speaks Anthropic's wire; it has no prefix by itself. */
  public static Builder anthropic() {
    return new Builder(new AnthropicWire(), "");
  }

  /** Starts a server that speaks Gemini's wire, whose paths begin with the API's version. */
  public static ScriptedServer gemini(Script script) {
    return gemini().start(script);
  }

  /**
   * A builder of a server that speaks Gemini's wire; it has no prefix by itself. The code of a
   * {@link Reply.Failure} is told as the id of a quota if it looks like one, such as {@code
   * GenerateRequestsPerDayPerProjectPerModel}, else as a reason; seconds of its header {@code
   * Retry-After} are told in the body as well.
   */
  public static Builder gemini() {
    return new Builder(new GeminiWire(), "");
  }

  /** Address and prefix, such as {@code http://127.0.0.1:40123/v1}. */
  public URI baseUrl() {
    return URI.create(scheme + "://127.0.0.1:" + port() + prefix);
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The requests so far, oldest first; only the latest ones if there were more than it keeps. */
  public List<Exchange> exchanges() {
    lock.lock();
    try {
      return List.copyOf(exchanges);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a request to arrive.
   *
   * @param number which one, from 1
   * @throws IllegalStateException if it does not arrive in time or is no longer kept
   */
  public Exchange awaitExchange(int number, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (received < number && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return exchanges.stream()
          .filter(exchange -> exchange.number() == number)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "request " + number + " of " + received + " is not here"));
    } finally {
      lock.unlock();
    }
  }

  /** How many connections were opened so far. */
  public int connectionsOpened() {
    return accepted.get();
  }

  /**
   * The tokens billed so far by model, by these rules:
   *
   * <ul>
   *   <li>An answer's input is billed as soon as the script has given the answer, so before any
   *       delay: the prompt was accepted, whether the client waits or not.
   *   <li>The output of an answer as JSON is billed whole when its head is about to be written: by
   *       then it has been generated, whatever part of it is sent.
   *   <li>The output of a streamed answer is billed by the pieces of text and of arguments that
   *       were wholly written, by their share in characters, rounded up; reasoning tokens with the
   *       first of them. Written means handed to the client's connection. What is cut, reset,
   *       stalled or not wanted any more is not billed.
   *   <li>Pieces that are repeated are billed once; a request never costs more than its usage.
   *   <li>Failures, lists of models, hand-made bodies, raw bytes and stalls cost nothing, unless
   *       {@link Delivery#billed} says so: then input and output are billed as those of an answer
   *       as JSON.
   * </ul>
   *
   * <p>What a client has read is on the bill already. Each request's part is {@link
   * Exchange#billed()}.
   */
  public Map<String, Usage> bill() {
    return bill.sums();
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    closing = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the port", e);
    }
    connections.forEach(
        (connection, thread) -> {
          connection.close();
          thread.interrupt();
        });
  }

  Exchange received(RequestHead head, byte[] body, Connection connection, int onConnection) {
    lock.lock();
    try {
      Exchange exchange = new Exchange(wire, ++received, head, body, connection, onConnection);
      exchanges.add(exchange);
      if (exchanges.size() > kept) {
        exchanges.remove();
      }
      arrived.signalAll();
      return exchange;
    } finally {
      lock.unlock();
    }
  }

  Reply reply(Exchange exchange) {
    String path = exchange.path();
    if (!path.startsWith(prefix)
        || !wire.serves(exchange.method(), path.substring(prefix.length()))) {
      return Reply.failure(404, "unknown_url");
    }
    try {
      return script.reply(exchange);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  /** What is answered in place of a reply that cannot be made. */
  static Reply.Failure failed(RuntimeException e) {
    return Reply.failure(500, "script_failed").message(e.toString());
  }

  Bill billing() {
    return bill;
  }

  boolean refuses(Connection connection) {
    return refused.test(connection.number());
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  @SuppressWarnings("EmptyCatch")
  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Connection connection = new Connection(this, wire, socket, accepted.incrementAndGet());
        Thread thread = Thread.ofVirtual().name("scripted-connection").unstarted(connection);
        connections.put(connection, thread);
        if (closing) {
          connection.close();
        }
        thread.start();
      }
    } catch (IOException e) {
      // The port was closed.
    }
  }

  /** Collects what a server needs. */
  public static final class Builder {
    private final Wire wire;
    private String prefix;
    private int kept = 10_000;
    private IntPredicate refused = connection -> false;
    private @Nullable TestCertificate certificate;

    private Builder(Wire wire, String prefix) {
      this.wire = wire;
      this.prefix = prefix;
    }

    /** The path before the endpoints: empty, or beginning and not ending with a slash. */
    public Builder prefix(String value) {
      if (!value.isEmpty() && !value.matches("/.*[^/]")) {
        throw new IllegalArgumentException("a prefix begins and does not end with a slash");
      }
      prefix = value;
      return this;
    }

    /** How many requests to remember; the default is 10,000. */
    public Builder keep(int requests) {
      kept = requests;
      return this;
    }

    /**
     * Which connections, counted from 1, are reset as soon as they are accepted, before anything is
     * read from them.
     */
    public Builder refuse(IntPredicate connections) {
      refused = connections;
      return this;
    }

    /** Speaks TLS with this certificate, under {@code https}. */
    public Builder tls(TestCertificate value) {
      certificate = value;
      return this;
    }

    /** Starts the server. */
    public ScriptedServer start(Script script) {
      return new ScriptedServer(this, script);
    }
  }
}
