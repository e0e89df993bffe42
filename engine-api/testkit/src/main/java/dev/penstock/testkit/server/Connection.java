package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves one connection on a thread of its own: each reply leaves in a single write. */
final class Connection implements Runnable {
  private static final int WHOLE = Integer.MAX_VALUE;

  private final ScriptedServer server;
  private final Wire wire;
  private final Socket socket;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final WireText body = new WireText(4 * 1024);
  private final WireText response = new WireText(8 * 1024);

  Connection(ScriptedServer server, Wire wire, Socket socket) {
    this.server = server;
    this.wire = wire;
    this.socket = socket;
  }

  @Override
  @SuppressWarnings("EmptyCatch")
  public void run() {
    try (socket) {
      RequestReader reader = new RequestReader(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      @Nullable RequestHead head = reader.head();
      while (head != null) {
        Exchange exchange = server.received(head, reader.body(head), closed);
        if (!send(exchange, server.reply(exchange), WHOLE, reader, out) || !head.keepAlive()) {
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

  /** Sends at most so many bytes of the body; returns whether the connection can go on. */
  private boolean send(
      Exchange exchange, Reply reply, int limit, RequestReader reader, OutputStream out)
      throws IOException, InterruptedException {
    switch (reply) {
      case Reply.Later later -> {
        return !server.closing().await(later.delay().toNanos(), TimeUnit.NANOSECONDS)
            && send(exchange, later.reply(), limit, reader, out);
      }
      case Reply.Held held -> {
        held.gate().await();
        return send(exchange, held.reply(), limit, reader, out);
      }
      case Reply.Broken broken -> {
        send(exchange, broken.reply(), Math.min(limit, broken.bodyBytes()), reader, out);
        if (broken.stalls()) {
          reader.drain();
        }
        return false;
      }
      case Reply.Stall stall -> {
        reader.drain();
        return false;
      }
      case Reply.Raw raw -> {
        out.write(raw.bytes());
        return false;
      }
      case Reply.Answer answer -> {
        answer(exchange, answer, limit, out);
      }
      case Reply.Vectors vectors -> {
        body.clear();
        Usage usage = server.bill(exchange, vectors.usage(), 0);
        wire.vectors(exchange, vectors, usage, body);
        respond(200, Map.of("Content-Type", "application/json"), false, limit, out);
      }
      case Reply.Models models -> {
        body.clear();
        wire.models(models, body);
        respond(200, Map.of("Content-Type", "application/json"), false, limit, out);
      }
      case Reply.Failure failure -> {
        body.clear();
        wire.failure(failure, body);
        response.clear();
        head(failure.status(), failure.headers());
        finish("Content-Type: application/json\r\n", false, limit, out);
      }
      case Reply.Body other -> {
        body.clear();
        body.bytes(other.bytes(), 0, other.bytes().length);
        respond(other.status(), other.headers(), other.chunked(), limit, out);
      }
    }
    return true;
  }

  private void answer(Exchange exchange, Reply.Answer answer, int limit, OutputStream out)
      throws IOException {
    body.clear();
    response.clear();
    head(200, Map.of());
    Usage usage = server.bill(exchange, answer.usage(), answer.text().length());
    if (exchange.stream()) {
      wire.stream(exchange, answer, usage, body);
      finish("Content-Type: text/event-stream\r\nCache-Control: no-cache\r\n", true, limit, out);
    } else {
      wire.answer(exchange, answer, usage, body);
      finish("Content-Type: application/json\r\n", false, limit, out);
    }
  }

  private void respond(
      int status, Map<String, String> headers, boolean chunked, int limit, OutputStream out)
      throws IOException {
    response.clear();
    head(status, headers);
    finish("", chunked, limit, out);
  }

  private void head(int status, Map<String, String> headers) {
    response.ascii("HTTP/1.1 ").number(status).ascii(" Scripted\r\n");
    headers.forEach((name, value) -> response.ascii(name).ascii(": ").ascii(value).ascii("\r\n"));
  }

  private void finish(String headers, boolean chunked, int limit, OutputStream out)
      throws IOException {
    int sent = Math.min(limit, body.length());
    response.ascii(headers);
    if (chunked) {
      response.ascii("Transfer-Encoding: chunked\r\n\r\n");
      Chunks.append(body.array(), sent, response);
      if (sent == body.length()) {
        response.ascii("0\r\n\r\n");
      }
    } else {
      response.ascii("Content-Length: ").number(body.length()).ascii("\r\n\r\n");
      response.bytes(body.array(), 0, sent);
    }
    out.write(response.array(), 0, response.length());
  }
}
