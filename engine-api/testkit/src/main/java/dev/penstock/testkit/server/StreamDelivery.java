package dev.penstock.testkit.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What can happen to the events of a stream, on top of those which the wire itself makes of an
 * answer. An event ends with an empty line; a body that is no event stream is one event. Events
 * count from 1 and as they are after the calls before. A number beyond the last event is answered
 * with status 500 and the code {@code script_failed}.
 *
 * <p>Bodies are made while they are sent: neither a repeated event nor an inflated text is ever
 * held in memory.
 */
public sealed interface StreamDelivery permits Reply {
  /** Keep-alives before the first event or between the events. The body comes in chunks then. */
  default Reply keepAlive(KeepAlive keepAlive) {
    return with(new Change.Alive(keepAlive));
  }

  /** This time between the events. */
  default Reply paced(Duration pause) {
    return with(new Change.Paced(Pause.of(pause)));
  }

  /** So many events; the rest once the latch is open. */
  default Reply heldAfter(int events, CountDownLatch gate) {
    return with(new Change.Hold(events, new Pause.Gate(gate)));
  }

  /** This text, byte by byte as given, after so many events. It counts as an event afterwards. */
  default Reply insertAfter(int events, String text) {
    return with(new Change.Insert(events, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** This text after the last event: in the body, unlike {@link Delivery#trailing(String)}. */
  default Reply append(String text) {
    return with(new Change.Append(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** So many events, then this error in the form of the wire, and no further event. */
  default Reply failAfter(int events, Reply.Failure failure) {
    return with(new Change.Fail(events, failure));
  }

  /** The same without its last events, in a response that is complete for HTTP. */
  default Reply withoutLast(int events) {
    return with(new Change.DropLast(events));
  }

  /**
   * One event so many times.
   *
   * @param event which one, from 1; or from the end, with -1 for the last
   * @param times how often it comes; {@code Long.MAX_VALUE} for a stream without end
   */
  default Reply repeat(int event, long times) {
    return with(new Change.Repeat(event, times));
  }

  /**
   * The same with so many letters x in place of the first occurrence of a text. {@code
   * Reply.text("MARK").inflate("MARK", 200_000_000)} is a stream with a line of 200 MB, or a JSON
   * body of that size, whichever the request asks for.
   */
  default Reply inflate(String mark, long bytes) {
    return with(new Change.Inflate(mark, bytes));
  }

  private Reply with(Change change) {
    return new Altered((Reply) this, change);
  }
}
