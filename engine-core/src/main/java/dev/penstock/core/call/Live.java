package dev.penstock.core.call;

import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.explain.Attempt;
import dev.penstock.core.call.Pump.Item;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes piece by piece from the first candidate that gave content. Until then a
 * failing candidate is replaced unnoticed; from then on a failure ends the answer.
 */
public final class Live implements AutoCloseable {
  private final Desk desk;
  private final Attempts attempts;
  private final Run run;
  private final Pump pump;
  private final Future<?> timer;
  private final long endNanos;
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>(0);
  private @Nullable StreamEvent first;
  private volatile @Nullable Delivery delivery;
  private volatile boolean over;
  private volatile Runnable whenExpired = () -> {};

  private Live(Desk desk, Attempts attempts, Run run, Pump pump, Duration limit) {
    this.desk = desk;
    this.attempts = attempts;
    this.run = run;
    this.pump = pump;
    this.endNanos = desk.ticker().getAsLong() + limit.toNanos();
    this.timer = desk.watchdog().after(limit, this::expire);
  }

  static Live open(Desk desk, CallPlan plan) {
    Attempts attempts = new Attempts(desk, plan);
    while (true) {
      Run run = Caller.open(attempts);
      Duration limit = attempts.limit();
      Pump pump = start(run, plan, limit);
      Live live = new Live(desk, attempts, run, pump, limit);
      try {
        live.first = live.await();
        run.content();
        return live;
      } catch (ProviderException e) {
        live.stop();
        attempts.failed(run, run.failed(e.failure(), pump.received()), e.failure());
      } catch (InterruptedException e) {
        throw live.interrupted();
      }
    }
  }

  private static Pump start(Run run, CallPlan plan, Duration limit) {
    boolean started = false;
    try {
      Pump pump =
          Pump.start(
              run.choice().model().provider(), Outgoing.call(run, plan.need().request(), limit));
      started = true;
      return pump;
    } finally {
      if (!started) {
        run.failed(
            ProviderFailure.of(FailureKind.PLUGIN_FAILED, Phase.NOT_RUN, "nothing was sent"), "");
      }
    }
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
      throw attempts.cancelled(run.failed(Caller.cancelled(Phase.ANSWERING), pump.received()));
    }
    try {
      StreamEvent event = first != null ? first : await();
      first = null;
      switch (event) {
        case StreamEvent.TextDelta delta -> text.append(delta.text());
        case StreamEvent.ToolCallDelta delta -> take(delta);
        case StreamEvent.End end -> {
          deliver(end);
          return null;
        }
      }
      return event;
    } catch (ProviderException e) {
      stop();
      throw attempts.brokeOff(
          run,
          run.failed(answering(e.failure()), pump.received()),
          e.failure().kind() == FailureKind.TIMEOUT);
    } catch (InterruptedException e) {
      throw interrupted();
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

  /** Ends the answer; before its complete end, what it took so far is settled as an estimate. */
  @Override
  public void close() {
    if (delivery == null && !over) {
      stop();
      run.failed(Caller.cancelled(Phase.ANSWERING), pump.received());
    }
  }

  private StreamEvent await() throws ProviderException, InterruptedException {
    Duration left = Duration.ofNanos(endNanos - desk.ticker().getAsLong());
    Item item = pump.poll(left);
    return switch (item) {
      case Item.Event event -> event.event();
      case Item.Failure failure -> throw Caller.classified(failure.thrown(), left);
      case null ->
          throw new ProviderException(
              ProviderFailure.of(
                  FailureKind.TIMEOUT, Phase.MAY_HAVE_RUN, "no complete answer in time"));
    };
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

  private void take(StreamEvent.ToolCallDelta delta) throws ProviderException {
    if (delta.index() == pieces.size() && delta.id() != null && delta.name() != null) {
      pieces.add(new Piece(delta.id(), delta.name(), new StringBuilder()));
    }
    if (delta.index() < 0 || delta.index() >= pieces.size()) {
      throw new ProviderException(Caller.broken("sent a tool call without its beginning"));
    }
    pieces.get(delta.index()).arguments.append(delta.arguments());
  }

  private void deliver(StreamEvent.End end) {
    timer.cancel(false);
    List<ToolCall> calls = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      calls.add(new ToolCall(piece.id, piece.name, piece.arguments.toString()));
    }
    Attempt attempt = run.answered(end.usage(), pump.received());
    delivery =
        new Delivery(
            run.choice(),
            new ProviderReply(
                text.toString(),
                calls,
                end.finishReason(),
                end.usage(),
                end.model(),
                end.responseId(),
                end.extra()),
            attempts.answered(attempt));
  }

  private void stop() {
    over = true;
    timer.cancel(false);
    pump.cancel();
  }

  private void expire() {
    pump.cancel();
    run.failed(
        ProviderFailure.of(FailureKind.TIMEOUT, Phase.ANSWERING, "no complete answer in time"),
        pump.received());
    whenExpired.run();
  }

  private PenstockException interrupted() {
    stop();
    Attempt attempt = run.failed(Caller.cancelled(Phase.ANSWERING), pump.received());
    Thread.currentThread().interrupt();
    return attempts.cancelled(attempt);
  }

  private record Piece(String id, String name, StringBuilder arguments) {}
}
