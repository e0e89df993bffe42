package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.core.call.Live;
import dev.penstock.spi.StreamEvent;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Hands out a provider's answer piece by piece and settles it once. */
final class LiveStream implements ChatStream {
  private final Decision.Plan plan;
  private final Live live;
  private final Settler settler;
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Answer answer;
  private volatile @Nullable PenstockException error;

  LiveStream(Decision.Plan plan, Live live, Settler settler, Runnable whenOver) {
    this.plan = plan;
    this.live = live;
    this.settler = settler;
    this.whenOver = whenOver;
    live.whenExpired(this::expire);
  }

  private void expire() {
    fail(Errors.tooLong());
  }

  @Override
  public @Nullable Chunk next() {
    if (answer != null) {
      return null;
    }
    PenstockException before = error;
    if (before != null) {
      throw before;
    }
    try {
      StreamEvent event = live.next();
      return event == null ? end() : chunk(event);
    } catch (PenstockException e) {
      throw fail(e);
    }
  }

  static Chunk chunk(StreamEvent event) {
    return switch (event) {
      case StreamEvent.TextDelta delta -> new Chunk.Text(delta.text());
      case StreamEvent.ToolCallDelta delta ->
          new Chunk.ToolCallPart(delta.index(), delta.id(), delta.name(), delta.arguments());
      case StreamEvent.Alive alive ->
          throw new IllegalStateException("a sign of life is no content");
      case StreamEvent.End end -> throw new IllegalStateException("an end is no content");
    };
  }

  private @Nullable Chunk end() {
    if (!over.compareAndSet(false, true)) {
      throw Errors.closedEarly();
    }
    answer = settler.delivered(plan, Objects.requireNonNull(live.delivery()), null);
    whenOver.run();
    return null;
  }

  private PenstockException fail(PenstockException e) {
    if (over.compareAndSet(false, true)) {
      error = e;
      settler.failed(plan.admitted(), e);
      whenOver.run();
    }
    PenstockException first = error;
    return first == null ? e : first;
  }

  @Override
  public RouteTaken route() {
    return Settler.route(plan, live.choice());
  }

  @Override
  public Answer answer() {
    Answer complete = answer;
    if (complete == null) {
      throw new IllegalStateException("the stream is not at its end");
    }
    return complete;
  }

  @Override
  public void close() {
    if (over.compareAndSet(false, true)) {
      error = settler.failed(plan.admitted(), Errors.closedEarly());
      live.close(whenOver);
    }
  }
}
