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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
 */
public final class ScriptedServer implements AutoCloseable {
  private final Wire wire;
  private final String prefix;
  private final int kept;
  private final Script script;
  private final ServerSocket listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
  private final Map<String, Usage> bill = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
  private int received;

  private ScriptedServer(Builder builder, Script script) {
    wire = builder.wire;
    prefix = builder.prefix;
    kept = builder.kept;
    this.script = script;
    try {
      listener = new ServerSocket(0, 1024, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
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

  /** Address and prefix, such as {@code http://127.0.0.1:40123/v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + prefix);
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

  /** The tokens served so far by model, whether the answer arrived or not. */
  public Map<String, Usage> bill() {
    return new TreeMap<>(bill);
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    closing.countDown();
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

  CountDownLatch closing() {
    return closing;
  }

  Exchange received(RequestHead head, byte[] body, CountDownLatch connectionClosed) {
    lock.lock();
    try {
      Exchange exchange = new Exchange(++received, head, body, connectionClosed);
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
      return Reply.failure(500, "script_failed").message(e.toString());
    }
  }

  /** Adds to the bill; without a usage, four characters are a token. */
  Usage bill(Exchange exchange, @Nullable Usage given, int textLength) {
    Usage usage =
        given != null ? given : Usage.of((exchange.bodyBytes() + 3L) / 4, (textLength + 3L) / 4);
    bill.merge(exchange.model(), usage, Usage::plus);
    return usage;
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  @SuppressWarnings("EmptyCatch")
  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        socket.setTcpNoDelay(true);
        Connection connection = new Connection(this, wire, socket);
        Thread thread = Thread.ofVirtual().name("scripted-connection").unstarted(connection);
        connections.put(connection, thread);
        if (closing.getCount() == 0) {
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

    /** Starts the server. */
    public ScriptedServer start(Script script) {
      return new ScriptedServer(this, script);
    }
  }
}
