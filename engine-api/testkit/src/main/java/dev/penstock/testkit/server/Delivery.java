package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * What can happen to any reply on its way: time, framing, broken connections. Each method gives a
 * new reply; calls add up, and of two that set the same thing the last one holds. A {@link
 * Reply.Raw} has no head and no framing, so only times, slices, breaks, trailing bytes and the bill
 * apply to it.
 *
 * <p>Whatever a reply waits for, it ends at once when the client closes the connection or the
 * server is closed. A client that only shuts down its sending side counts as gone.
 */
public sealed interface Delivery permits Reply {
  /** The same, begun this much later. */
  default Reply after(Duration delay) {
    return with(new Change.BeforeHead(Pause.of(delay)));
  }

  /** The same, begun once the latch is open. */
  default Reply heldBy(CountDownLatch gate) {
    return with(new Change.BeforeHead(new Pause.Gate(gate)));
  }

  /** The head at once, the body this much later. */
  default Reply bodyAfter(Duration delay) {
    return with(new Change.BeforeBody(Pause.of(delay)));
  }

  /** The head at once, the body once the latch is open. */
  default Reply bodyHeldBy(CountDownLatch gate) {
    return with(new Change.BeforeBody(new Pause.Gate(gate)));
  }

  /**
   * Head and body in writes of so many bytes. A client that reads slowly may still get several at
   * once; give a pause to keep them apart.
   */
  default Reply slices(int bytes) {
    return slices(bytes, Duration.ZERO);
  }

  /** Head and body in writes of so many bytes with this time between them. */
  default Reply slices(int bytes, Duration pause) {
    return with(new Change.Slices(bytes, Pause.of(pause)));
  }

  /** Head and body in writes of so many bytes, each but the first for one permit. */
  default Reply slices(int bytes, Semaphore permits) {
    return with(new Change.Slices(bytes, new Pause.Permit(permits)));
  }

  /**
   * The body in chunks (RFC 9112, 7.1) of these sizes in bytes, the last of which repeats. Without
   * it, each event of a stream is a chunk. A wait within the body ends a chunk.
   *
   * @throws IllegalArgumentException if there is no size, or one is not from 1 to 16,777,216
   */
  default Reply chunks(int... sizes) {
    return with(new Change.ChunkSizes(Arrays.stream(sizes).boxed().toList()));
  }

  /**
   * The same with a further header line.
   *
   * @throws IllegalArgumentException if it has a line break
   */
  default Reply header(String name, String value) {
    return with(new Change.HeaderLine(name, value));
  }

  /**
   * The same with many or huge header lines.
   *
   * @param lines how many
   * @param bytes the length of each value; at most 64 MiB in all
   */
  default Reply headers(int lines, int bytes) {
    return with(new Change.HeaderFilling(lines, bytes));
  }

  /** The whole response, then these bytes. */
  default Reply trailing(byte[] bytes) {
    return with(new Change.Trailing(bytes.clone()));
  }

  /** The whole response, then this text. */
  default Reply trailing(String text) {
    return trailing(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The whole body under this {@code Content-Length}. If the body is shorter, the connection is
   * closed at its end; if it is longer, the rest follows the response on the open connection.
   */
  default Reply contentLength(long bytes) {
    return with(new Change.Length(bytes));
  }

  /** Head and the first bytes of the body, then the connection is closed. */
  default Reply cutAfter(int bodyBytes) {
    return with(new Change.Break(bodyBytes, Change.End.CLOSE));
  }

  /** Head and the first bytes of the body, then silence until the client goes. */
  default Reply stallAfter(int bodyBytes) {
    return with(new Change.Break(bodyBytes, Change.End.STALL));
  }

  /**
   * Head and the first bytes of the body, then the connection is reset. A reset drops what the
   * client's system has not taken yet.
   */
  default Reply resetAfter(int bodyBytes) {
    return with(new Change.Break(bodyBytes, Change.End.RESET));
  }

  /**
   * The whole response as on a connection that is kept, which is then closed if no further request
   * comes within this time; zero closes it at once.
   */
  default Reply closeAfter(Duration idle) {
    return with(new Change.CloseIdle(idle));
  }

  /**
   * The same with this on the server's bill instead of what the answer reports, or instead of
   * nothing for a failure that ran, a stall or a hand-made body. See {@link ScriptedServer#bill()}.
   */
  default Reply billed(Usage usage) {
    return with(new Change.Billed(usage));
  }

  private Reply with(Change change) {
    return new Altered((Reply) this, change);
  }
}
