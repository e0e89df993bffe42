package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.core.call.Relay;
import dev.penstock.spi.StreamEvent;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hands out an answer that others read as well, and settles its own request once: as answered if
 * the answer is complete by then, whether this reader has come to its end or not.
 */
final class SharedStream implements ChatStream {
  private final Decision.Plan plan;
  private final Broadcast broadcast;
  private final Relay.Reader reader;
  private final Settler settler;
  private final boolean leads;
  private final long deadline;
  private final Runnable whenOver;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile @Nullable Answer answer;
  private volatile @Nullable PenstockException error;
  private volatile boolean ended;

  SharedStream(
      Decision.Plan plan,
      Broadcast broadcast,
      Relay.Reader reader,
      Settler settler,
      boolean leads,
      long deadline,
      Runnable whenOver) {
    this.plan = plan;
    this.broadcast = broadcast;
    this.reader = reader;
    this.settler = settler;
    this.leads = leads;
    this.deadline = deadline;
    this.whenOver = whenOver;
    reader.whenExpired(() -> settle(Errors.tooLong()));
  }

  @Override
  public @Nullable Chunk next() {
    if (ended) {
      return null;
    }
    PenstockException before = error;
    if (before != null) {
      throw before;
    }
    try {
      StreamEvent event = reader.next(deadline);
      return event == null ? end() : LiveStream.chunk(event);
    } catch (TimeoutException e) {
      throw fail(Errors.tooLong());
    } catch (InterruptedException e) {
      throw fail(Errors.interrupted(e));
    } catch (PenstockException e) {
      throw fail(leads ? e : Errors.ofLeader(e));
    }
  }

  private @Nullable Chunk end() {
    settle(Errors.closedEarly());
    if (answer == null) {
      throw Errors.closedEarly();
    }
    ended = true;
    return null;
  }

  private PenstockException fail(PenstockException e) {
    settle(e);
    PenstockException first = error;
    return first == null ? e : first;
  }

  private void settle(PenstockException otherwise) {
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    try {
      if (reader.leave() == null) {
        error = otherwise;
        settler.failed(plan.admitted(), otherwise);
      } else {
        answer = broadcast.settled(plan, reader.owns());
      }
    } finally {
      reader.release(whenOver);
    }
  }

  @Override
  public RouteTaken route() {
    return broadcast.route();
  }

  @Override
  public Answer answer() {
    Answer complete = answer;
    if (complete == null || !ended) {
      throw new IllegalStateException("the stream is not at its end");
    }
    return complete;
  }

  @Override
  public void close() {
    settle(Errors.closedEarly());
  }
}
