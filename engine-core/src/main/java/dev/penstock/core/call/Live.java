package dev.penstock.core.call;

import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.explain.Attempt;
import dev.penstock.core.select.Choice;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes piece by piece from the candidate that gave content first. A failure from
 * now on ends it; no other candidate is asked.
 */
public final class Live implements AutoCloseable {
  private final Desk desk;
  private final Attempts attempts;
  private final Leg leg;
  private final Bell bell;
  private final Future<?> timer;
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>(0);
  private @Nullable StreamEvent first;
  private volatile @Nullable Delivery delivery;
  private volatile boolean over;
  private volatile boolean expired;
  private volatile Runnable whenExpired = () -> {};
  private final AtomicReference<@Nullable Runnable> draining = new AtomicReference<>();

  Live(Desk desk, Attempts attempts, Leg leg, Bell bell, StreamEvent first) {
    this.desk = desk;
    this.attempts = attempts;
    this.leg = leg;
    this.bell = bell;
    this.first = first;
    long left = leg.start() + leg.limit().toNanos() - desk.ticker().getAsLong();
    this.timer = desk.watchdog().after(left, this::expire);
  }

  /**
   * The next piece of content, or null after the complete end.
   *
   * @throws PenstockException if the answer breaks off
   */
  public @Nullable StreamEvent next() {
    if (delivery != null) {
      return null;
    }
    if (over) {
      throw attempts.cancelled(failed(Caller.cancelled(Phase.ANSWERING)));
    }
    try {
      StreamEvent event = await();
      if (event instanceof StreamEvent.End end) {
        endWatch();
        deliver(end);
        return null;
      }
      take(event);
      return event;
    } catch (ProviderException e) {
      throw brokeOff(e);
    } catch (InterruptedException e) {
      stop();
      Attempt attempt = failed(Caller.cancelled(Phase.ANSWERING));
      Thread.currentThread().interrupt();
      throw attempts.cancelled(attempt);
    }
  }

  /** What to do when the time is up, whether anybody reads or not. */
  public void whenExpired(Runnable action) {
    whenExpired = action;
  }

  /** The complete answer; null before the end. */
  public @Nullable Delivery delivery() {
    return delivery;
  }

  /** As {@link #close(Runnable)} with nothing to run. */
  @Override
  public void close() {
    close(() -> {});
  }

  /**
   * Ends the answer. Before its complete end, what it took so far is settled; if the policy drains
   * its provider, once that has ended.
   *
   * @param whenSettled runs once, now or after the drain
   */
  public void close(Runnable whenSettled) {
    if (delivery != null || over) {
      whenSettled.run();
      return;
    }
    over = true;
    if (desk.drains(leg.run().choice().model()) && desk.drains().tryAcquire()) {
      draining.set(whenSettled);
      leg.pump().drain(this::drained);
      return;
    }
    stop();
    failed(Caller.cancelled(Phase.ANSWERING));
    whenSettled.run();
  }

  private void drained() {
    timer.cancel(false);
    failed(Caller.cancelled(Phase.ANSWERING));
    endDrain();
  }

  private void endDrain() {
    Runnable whenSettled = draining.getAndSet(null);
    if (whenSettled != null) {
      desk.drains().release();
      whenSettled.run();
    }
  }

  /** Who answers. */
  public Choice choice() {
    return leg.run().choice();
  }

  /** Whether text came first, and not a tool call or an end. */
  public boolean startsWithText() {
    return first instanceof StreamEvent.TextDelta;
  }

  Bell bell() {
    return bell;
  }

  LongSupplier ticker() {
    return desk.ticker();
  }

  /** The next event if there is one; the bell's lock must be held. */
  @Nullable StreamEvent poll() throws ProviderException, InterruptedException {
    StreamEvent event = first;
    if (event == null) {
      return leg.poll();
    }
    first = null;
    return event;
  }

  /** How long the next event may still take; the bell's lock must be held. */
  long patience(long now, long since) {
    return leg.patience(now, since, true);
  }

  /** What it means that this patience is over. */
  ProviderException late(long now) {
    return leg.late(now, true);
  }

  private StreamEvent await() throws ProviderException, InterruptedException {
    long since = desk.ticker().getAsLong();
    bell.lock();
    try {
      while (true) {
        StreamEvent event = poll();
        if (event != null) {
          return event;
        }
        long left = patience(desk.ticker().getAsLong(), since);
        if (!bell.await(left) && patience(desk.ticker().getAsLong(), since) <= 0) {
          throw late(desk.ticker().getAsLong());
        }
      }
    } finally {
      bell.unlock();
    }
  }

  private static ProviderFailure answering(ProviderFailure failure) {
    return new ProviderFailure(
        failure.kind(),
        Phase.ANSWERING,
        failure.status(),
        failure.code(),
        failure.message(),
        failure.retryAfter());
  }

  /** Adds a piece to the answer. */
  void take(StreamEvent event) throws ProviderException {
    switch (event) {
      case StreamEvent.TextDelta delta -> text.append(delta.text());
      case StreamEvent.ToolCallDelta delta -> take(delta);
      case StreamEvent.Alive alive -> throw new IllegalStateException("no sign of life is kept");
      case StreamEvent.End end -> throw new IllegalStateException("an end is no piece");
    }
  }

  private void take(StreamEvent.ToolCallDelta delta) throws ProviderException {
    if (delta.index() == pieces.size() && delta.id() != null && delta.name() != null) {
      pieces.add(new Piece(delta.id(), delta.name(), new StringBuilder()));
    }
    if (delta.index() < 0 || delta.index() >= pieces.size()) {
      throw new ProviderException(Caller.broken("sent a tool call without its beginning"));
    }
    pieces.get(delta.index()).arguments.append(delta.arguments());
  }

  /** Settles a complete answer. */
  Delivery deliver(StreamEvent.End end) {
    List<ToolCall> calls = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      calls.add(new ToolCall(piece.id, piece.name, piece.arguments.toString()));
    }
    leg.run().replied(end.model(), end.finishReason());
    Attempt attempt = leg.run().answered(end.usage(), end.responseId(), leg.pump().received());
    Delivery complete =
        new Delivery(
            leg.run().choice(),
            new ProviderReply(
                text.toString(),
                calls,
                end.finishReason(),
                end.usage(),
                end.model(),
                end.responseId(),
                end.extra()),
            attempts.answered(attempt));
    delivery = complete;
    return complete;
  }

  /** Settles an answer that its provider broke off; the error that its readers get. */
  PenstockException brokeOff(ProviderException e) {
    stop();
    return attempts.brokeOff(
        leg.run(),
        failed(answering(e.failure())),
        expired || e.failure().kind() == FailureKind.TIMEOUT);
  }

  /** Nothing happens any more when the time is up. */
  void endWatch() {
    timer.cancel(false);
  }

  /** Settles it; what the provider reported is taken if its end has come, else an estimate. */
  private Attempt failed(ProviderFailure failure) {
    return leg.run().failed(failure, leg.pump().end(), leg.pump().received());
  }

  private void stop() {
    over = true;
    timer.cancel(false);
    leg.pump().cancel();
  }

  private void expire() {
    expired = true;
    if (delivery == null) {
      leg.run()
          .brokenOff(
              leg.pump().isFull()
                  ? ProviderFailure.of(
                      FailureKind.CANCELLED, Phase.ANSWERING, "the caller read too slowly")
                  : ProviderFailure.of(
                      FailureKind.TIMEOUT, Phase.ANSWERING, "no complete answer in time"),
              leg.pump().end(),
              leg.pump().received());
      leg.pump().cancel();
    }
    whenExpired.run();
    endDrain();
  }

  private record Piece(String id, String name, StringBuilder arguments) {}
}
