package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reply that something happens to, made ready and then sent. */
final class Transmission {
  private final Dispatch dispatch;
  private final Sender.Waiting waiting;
  private final Meter meter;
  private final Events events;
  private final @Nullable Head head;
  private final boolean chunked;
  private final long length;

  /**
   * Makes a reply ready.
   *
   * @param body is written and stays in use until the reply has been sent
   * @throws IllegalArgumentException if the reply cannot be changed as it is asked for
   */
  Transmission(
      ScriptedServer server,
      Wire wire,
      Exchange exchange,
      Dispatch dispatch,
      Sender.Waiting waiting,
      WireText body) {
    this.dispatch = dispatch;
    this.waiting = waiting;
    Reply content = dispatch.content();
    @Nullable Usage reported = Bill.of(exchange, content);
    head = Head.of(wire, exchange, content, reported == null ? Usage.NONE : reported, body);
    boolean stream = head != null && head.chunked();
    events = new Events(wire, body, stream);
    if (head != null) {
      dispatch.edits().forEach(events::apply);
    }
    chunked = head != null && dispatch.chunked(stream);
    length = chunked ? 0 : events.length();
    meter =
        new Meter(
            server.billing(),
            exchange,
            dispatch.billed() == null ? reported : dispatch.billed(),
            stream && content instanceof Reply.Answer ? body : null);
  }

  /** Sends it; returns how the connection ends, or null if it goes on. */
  Change.@Nullable End send(OutputStream out, WireText buffer)
      throws IOException, InterruptedException {
    meter.accepted();
    for (Pause pause : dispatch.beforeHead()) {
      waiting.until(pause);
    }
    if (dispatch.content() instanceof Reply.Stall) {
      return Change.End.STALL;
    }
    Sender sender =
        new Sender(out, waiting, meter, buffer, dispatch.slice(), dispatch.betweenSlices());
    head(sender);
    Framer framer = new Framer(sender, chunked, dispatch.chunkSizes(), dispatch.limit());
    boolean whole = body(framer, sender);
    framer.end(whole);
    if (whole) {
      send(dispatch.trailing(), sender);
    }
    sender.flush();
    if (dispatch.end() == null && endsEarly()) {
      return Change.End.CLOSE;
    }
    return dispatch.end();
  }

  /** Whether the end of the body can be told by the end of the connection only. */
  private boolean endsEarly() {
    return head == null || (dispatch.length() != null && dispatch.length() > length);
  }

  private void head(Sender sender) throws IOException, InterruptedException {
    if (head == null) {
      return;
    }
    WireText text = new WireText(256);
    head.append(text);
    text.bytes(dispatch.headers().array(), 0, dispatch.headers().length());
    if (chunked) {
      text.ascii("Transfer-Encoding: chunked\r\n\r\n");
    } else {
      long said = dispatch.length() == null ? length : dispatch.length();
      text.ascii("Content-Length: ").number(said).ascii("\r\n\r\n");
    }
    send(text, sender);
  }

  private static void send(WireText text, Sender sender) throws IOException, InterruptedException {
    sender.bytes(text.array(), 0, text.length(), false);
  }

  /** Returns false if it broke off. */
  private boolean body(Framer framer, Sender sender) throws IOException, InterruptedException {
    if (!dispatch.beforeBody().isEmpty()) {
      sender.flush();
    }
    for (Pause pause : dispatch.beforeBody()) {
      waiting.until(pause);
    }
    boolean first = true;
    boolean goesOn = keepAlives(framer, false);
    for (Events.Event event : events.list()) {
      for (long time = 0; goesOn && time < event.times(); time++) {
        goesOn = first || (between(framer) && keepAlives(framer, true));
        first = false;
        goesOn = goesOn && event(framer, event.parts());
      }
    }
    return goesOn;
  }

  private boolean between(Framer framer) throws IOException, InterruptedException {
    if (!dispatch.paced().equals(Pause.NONE)) {
      framer.flush();
      waiting.until(dispatch.paced());
    }
    return true;
  }

  private boolean event(Framer framer, List<Part> parts) throws IOException, InterruptedException {
    for (Part part : parts) {
      switch (part) {
        case Part.Bytes bytes -> {
          if (!framer.bytes(bytes)) {
            return false;
          }
        }
        case Part.Wait wait -> {
          framer.flush();
          waiting.until(wait.pause());
        }
      }
    }
    framer.eventEnd();
    return true;
  }

  private boolean keepAlives(Framer framer, boolean between)
      throws IOException, InterruptedException {
    for (KeepAlive keepAlive : dispatch.keepAlives()) {
      if (keepAlive.betweenEvents() == between && !keepAlive(framer, keepAlive)) {
        return false;
      }
    }
    return true;
  }

  private boolean keepAlive(Framer framer, KeepAlive keepAlive)
      throws IOException, InterruptedException {
    Part.Bytes text = Part.Bytes.of(keepAlive.bytes());
    Pause pause = keepAlive.pause();
    for (int sent = 0; keepAlive.goesOn(sent); sent++) {
      if (!framer.bytes(text)) {
        return false;
      }
      framer.flush();
      waiting.until(pause);
    }
    return true;
  }
}
