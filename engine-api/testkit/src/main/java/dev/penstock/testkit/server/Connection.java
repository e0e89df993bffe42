package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves one connection on a thread of its own. */
final class Connection implements Runnable {
  /** How soon a client's end is noticed while a reply waits for a test. */
  private static final long LOOK_NANOS = 50_000_000;

  private final ScriptedServer server;
  private final Wire wire;
  private final Socket socket;
  private final int number;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final WireText body = new WireText(4 * 1024);
  private final WireText response = new WireText(8 * 1024);

  Connection(ScriptedServer server, Wire wire, Socket socket, int number) {
    this.server = server;
    this.wire = wire;
    this.socket = socket;
    this.number = number;
  }

  int number() {
    return number;
  }

  @Override
  @SuppressWarnings("EmptyCatch")
  public void run() {
    try (socket) {
      if (server.refuses(this)) {
        reset();
        return;
      }
      RequestReader reader = new RequestReader(socket);
      OutputStream out = socket.getOutputStream();
      @Nullable RequestHead head = reader.head();
      for (int request = 1; head != null; request++) {
        Exchange exchange = server.received(head, reader.body(head), this, request);
        if (!send(exchange, server.reply(exchange), reader, out) || !head.keepAlive()) {
          break;
        }
        head = reader.head();
      }
    } catch (IOException | InterruptedException e) {
      // The client went or the server is being closed: both end the connection.
    } finally {
      closed.countDown();
      server.ended(this);
    }
  }

  @SuppressWarnings("EmptyCatch")
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  boolean awaitClosed(Duration limit) throws InterruptedException {
    return closed.await(nanos(limit), TimeUnit.NANOSECONDS);
  }

  /** Returns whether the connection can go on. */
  private boolean send(Exchange exchange, Reply reply, RequestReader reader, OutputStream out)
      throws IOException, InterruptedException {
    if (!(reply instanceof Altered) && plain(exchange, reply, out)) {
      return true;
    }
    Dispatch dispatch = new Dispatch(reply);
    Transmission transmission;
    try {
      transmission =
          new Transmission(server, wire, exchange, dispatch, pause -> await(pause, reader), body);
    } catch (RuntimeException e) {
      return plain(exchange, ScriptedServer.failed(e), out);
    }
    return switch (transmission.send(out, response)) {
      case null -> dispatch.idle() == null || reader.arrives(nanos(dispatch.idle()));
      case CLOSE -> false;
      case STALL -> {
        reader.drain();
        yield false;
      }
      case RESET -> {
        reset();
        yield false;
      }
    };
  }

  /** Sends a reply that nothing happens to in a single write; returns false if it has no head. */
  private boolean plain(Exchange exchange, Reply content, OutputStream out) throws IOException {
    @Nullable Usage usage = Bill.of(exchange, content);
    @Nullable Head head =
        Head.of(wire, exchange, content, usage == null ? Usage.NONE : usage, body);
    if (head == null) {
      return false;
    }
    response.clear();
    head.append(response);
    if (head.chunked()) {
      response.ascii("Transfer-Encoding: chunked\r\n\r\n");
      Chunks.append(body.array(), body.length(), response);
      response.ascii("0\r\n\r\n");
    } else {
      response.ascii("Content-Length: ").number(body.length()).ascii("\r\n\r\n");
      response.bytes(body.array(), 0, body.length());
    }
    Meter meter = new Meter(server.billing(), exchange, usage, exchange.stream() ? body : null);
    meter.writing(body.length());
    try {
      out.write(response.array(), 0, response.length());
    } catch (IOException e) {
      if (exchange.stream()) {
        meter.accepted();
      }
      throw e;
    }
    return true;
  }

  /** Closes with a reset in place of an end (RFC 9293, 3.10.7). */
  private void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void await(Pause pause, RequestReader reader) throws IOException, InterruptedException {
    switch (pause) {
      case Pause.Time time -> reader.stay(nanos(time.time()));
      case Pause.Gate gate -> {
        while (!gate.gate().await(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
          reader.stay(1);
        }
      }
      case Pause.TimeOrGate either -> {
        long left = nanos(either.time());
        long until = System.nanoTime() + left;
        while (left > 0 && !either.gate().await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
          reader.stay(1);
          left = until - System.nanoTime();
        }
      }
      case Pause.Permit permit -> {
        while (!permit.permits().tryAcquire(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
          reader.stay(1);
        }
      }
    }
  }

  private static long nanos(Duration time) {
    return TimeUnit.NANOSECONDS.convert(time);
  }
}
