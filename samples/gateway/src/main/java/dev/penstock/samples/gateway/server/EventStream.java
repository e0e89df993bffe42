package dev.penstock.samples.gateway.server;

import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Server-sent events, each of which leaves at once. */
public final class EventStream implements AutoCloseable {
  /** The content type of server-sent events. */
  public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final Peer peer;
  private final IntConsumer sent;
  private final Exchange.@Nullable Copy copy;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream(512);

  EventStream(OutputStream out, Peer peer, IntConsumer sent, Exchange.@Nullable Copy copy) {
    this.out = out;
    this.peer = peer;
    this.sent = sent;
    this.copy = copy;
  }

  /** Sends an event that has data only; the data must be one line. */
  public void data(byte[] line) {
    event.reset();
    send(line);
  }

  /** Sends an event of a name, with data of one line. */
  public void event(String name, byte[] line) {
    event.reset();
    event.writeBytes(EVENT);
    event.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    event.write('\n');
    send(line);
  }

  private void send(byte[] line) {
    event.writeBytes(DATA);
    event.writeBytes(line);
    event.writeBytes(END);
    byte[] bytes = event.toByteArray();
    if (copy != null) {
      copy.piece(bytes);
    }
    peer.writes();
    sent.accept(bytes.length);
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new CloseConnectionException("the client has gone", e);
    } finally {
      peer.written();
    }
  }

  /** Ends the answer. */
  @Override
  public void close() {
    peer.writes();
    try {
      out.close();
    } catch (IOException e) {
      throw new CloseConnectionException("the client has gone", e);
    } finally {
      peer.written();
    }
  }
}
