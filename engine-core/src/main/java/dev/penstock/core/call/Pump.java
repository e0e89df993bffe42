package dev.penstock.core.call;

import dev.penstock.core.isolate.Isolation;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a provider's answer on a thread of its own into a short buffer, so that a provider that
 * hangs cannot hold the caller, and a caller that is slow holds back the provider.
 */
final class Pump {
  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

  /** Characters that wait to be read; a single larger piece waits alone. */
  private static final int BUFFER = 256 * 1024;

  private static final int COST_OF_PIECE = 64;

  /** No token of a usual vocabulary is longer. */
  private static final long CHARACTERS_PER_TOKEN = 128;

  private static final long CHARACTERS_BESIDE = 256 * 1024;

  /** A usual stream has a piece for each token, or fewer. */
  private static final long PIECES_PER_TOKEN = 8;

  private static final long PIECES_BESIDE = 4096;
  private static final long MOST_SIGNS_OF_LIFE = 100_000;

  /** After so many events others get a turn: a stream that always has more would keep a core. */
  private static final int TURN = 64;

  private final Provider provider;
  private final ProviderCall call;
  private final boolean whole;
  private final Bell bell;
  private final LongSupplier ticker;
  private final Gaps gaps;
  private final long mostOutput;
  private final long mostPieces;
  private final Thread thread;
  private final ArrayDeque<Item> buffer = new ArrayDeque<>();
  private final StringBuilder received = new StringBuilder();
  private int buffered;
  private long pieces;
  private long signsOfLife;
  private boolean heard;
  private long lastHeard;
  private long lastPiece;
  private boolean cancelled;
  private boolean waiting;
  private boolean finished;
  private @Nullable Runnable whenDrained;
  private StreamEvent.@Nullable End end;
  private volatile @Nullable ProviderStream stream;

  private Pump(
      Provider provider,
      ProviderCall call,
      boolean whole,
      Bell bell,
      LongSupplier ticker,
      Gaps gaps) {
    this.provider = provider;
    this.call = call;
    this.whole = whole;
    this.bell = bell;
    this.ticker = ticker;
    this.gaps = gaps;
    long tokens = Math.min(call.maxOutputTokens(), Integer.MAX_VALUE);
    mostOutput = CHARACTERS_BESIDE + CHARACTERS_PER_TOKEN * tokens;
    mostPieces = PIECES_BESIDE + PIECES_PER_TOKEN * tokens;
    thread = Thread.ofVirtual().name("penstock-stream").unstarted(this::run);
  }

  /**
   * Starts a call.
   *
   * @param whole whether the provider is asked for a whole answer, which then comes in pieces too
   * @param bell rings when there is something to poll
   * @param gaps takes the times between the pieces of a stream
   */
  static Pump start(
      Provider provider,
      ProviderCall call,
      boolean whole,
      Bell bell,
      LongSupplier ticker,
      Gaps gaps) {
    Pump pump = new Pump(provider, call, whole, bell, ticker, gaps);
    pump.thread.start();
    return pump;
  }

  /** What comes out of a stream: an event, or a failure that ends it. */
  sealed interface Item {
    record Event(StreamEvent event) implements Item {}

    record Failure(Exception thrown) implements Item {}
  }

  /** The next item if there is one; the bell's lock must be held. */
  @Nullable Item poll() {
    Item item = buffer.poll();
    if (item != null) {
      buffered -= cost(item);
      if (waiting) {
        bell.ring();
      }
    }
    return item;
  }

  /** When the provider was last heard of, or null if it was not; the bell's lock must be held. */
  @Nullable Long lastHeard() {
    return heard ? lastHeard : null;
  }

  /** All output received so far, read by the caller or not. */
  String received() {
    bell.lock();
    try {
      return received.toString();
    } finally {
      bell.unlock();
    }
  }

  /** The end, if it has come, read by the caller or not. */
  StreamEvent.@Nullable End end() {
    bell.lock();
    try {
      return end;
    } finally {
      bell.unlock();
    }
  }

  /** Whether the provider waits for the caller. */
  boolean isFull() {
    bell.lock();
    try {
      return waiting;
    } finally {
      bell.unlock();
    }
  }

  /** Goes on reading without anybody who takes it, and runs the action when it is over. */
  void drain(Runnable action) {
    boolean over;
    bell.lock();
    try {
      over = finished;
      whenDrained = action;
      buffer.clear();
      buffered = 0;
      bell.ring();
    } finally {
      bell.unlock();
    }
    if (over) {
      action.run();
    }
  }

  /** Ends the answer and closes its connection; a waiting reader is told. */
  void cancel() {
    bell.lock();
    try {
      if (cancelled) {
        return;
      }
      cancelled = true;
      buffer.add(new Item.Failure(new ProviderException(Caller.cancelled(Phase.ANSWERING))));
      bell.ring();
    } finally {
      bell.unlock();
    }
    thread.interrupt();
    close(stream);
  }

  private void run() {
    try {
      if (!whole && provider instanceof StreamingProvider streaming) {
        read(streaming);
      } else {
        replay(provider.call(call));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      fail(e);
    } catch (Error e) {
      fail(new IllegalStateException(e.getClass().getName(), e));
    }
    Runnable action;
    bell.lock();
    try {
      finished = true;
      action = whenDrained;
    } finally {
      bell.unlock();
    }
    if (action != null) {
      action.run();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // a virtual thread that never waits is never preempted
  private void read(StreamingProvider streaming) throws ProviderException, InterruptedException {
    try (ProviderStream opened = streaming.stream(call)) {
      stream = opened;
      StreamEvent event;
      int events = 0;
      do {
        if (isCancelled()) {
          return;
        }
        if (++events % TURN == 0) {
          Thread.yield();
        }
        event = opened.next();
        if (event == null) {
          throw new ProviderException(Caller.broken("ended its stream without an end"));
        }
        put(event);
      } while (!(event instanceof StreamEvent.End));
    }
  }

  private void replay(@Nullable ProviderReply reply)
      throws ProviderException, InterruptedException {
    if (reply == null) {
      throw new ProviderException(Caller.broken("returned null"));
    }
    if (!reply.text().isEmpty()) {
      put(new StreamEvent.TextDelta(reply.text()));
    }
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      var tool = reply.toolCalls().get(i);
      put(new StreamEvent.ToolCallDelta(i, tool.id(), tool.name(), tool.arguments()));
    }
    put(
        new StreamEvent.End(
            reply.finishReason(), reply.usage(), reply.model(), reply.responseId(), reply.extra()));
  }

  private boolean isCancelled() {
    bell.lock();
    try {
      return cancelled;
    } finally {
      bell.unlock();
    }
  }

  private void fail(Exception thrown) {
    bell.lock();
    try {
      buffer.add(new Item.Failure(thrown));
      bell.ring();
    } finally {
      bell.unlock();
    }
  }

  private void put(StreamEvent event) throws ProviderException, InterruptedException {
    bell.lock();
    try {
      heard = true;
      lastHeard = ticker.getAsLong();
      take(event);
      if (event instanceof StreamEvent.Alive) {
        bell.ring();
        return;
      }
      time(event);
      Item item = new Item.Event(event);
      while (buffered > 0 && buffered + cost(item) > BUFFER && whenDrained == null) {
        waiting = true;
        bell.await();
      }
      if (waiting) {
        lastPiece = ticker.getAsLong();
      }
      waiting = false;
      if (whenDrained == null) {
        buffer.add(item);
        buffered += cost(item);
        bell.ring();
      }
    } finally {
      bell.unlock();
    }
  }

  /** How long the provider took for a piece; what it had to wait for a slow caller is not its. */
  private void time(StreamEvent event) {
    if (event instanceof StreamEvent.End) {
      return;
    }
    if (stream != null && pieces > 1) {
      gaps.add(lastHeard - lastPiece);
    }
    lastPiece = lastHeard;
  }

  private void take(StreamEvent event) throws ProviderException {
    switch (event) {
      case StreamEvent.TextDelta delta -> received.append(delta.text());
      case StreamEvent.ToolCallDelta delta -> {
        if (delta.name() != null) {
          received.append(delta.name());
        }
        received.append(delta.arguments());
      }
      case StreamEvent.Alive alive -> {}
      case StreamEvent.End last -> end = last;
    }
    pieces += event instanceof StreamEvent.Alive ? 0 : 1;
    signsOfLife += event instanceof StreamEvent.Alive ? 1 : 0;
    if (signsOfLife > MOST_SIGNS_OF_LIFE) {
      throw new ProviderException(
          ProviderFailure.of(
              FailureKind.TOO_LARGE, Phase.MAY_HAVE_RUN, "signs of life and no end of them"));
    }
    if (received.length() > mostOutput || pieces > mostPieces) {
      throw new ProviderException(
          ProviderFailure.of(
              FailureKind.TOO_LARGE,
              Phase.ANSWERING,
              "the answer is far longer than the output limit allows"));
    }
  }

  private static int cost(Item item) {
    return switch (item) {
      case Item.Event(StreamEvent.TextDelta(String text)) -> COST_OF_PIECE + text.length();
      case Item.Event(StreamEvent.ToolCallDelta delta) ->
          COST_OF_PIECE + delta.arguments().length();
      case Item.Event other -> COST_OF_PIECE;
      case Item.Failure failure -> 0;
    };
  }

  private static void close(@Nullable ProviderStream opened) {
    if (opened == null) {
      return;
    }
    Thread.ofVirtual()
        .name("penstock-stream-close")
        .start(
            () -> {
              try {
                opened.close();
              } catch (RuntimeException e) {
                LOG.debug("a given up stream failed to close: {}", Isolation.describe(e));
              }
            });
  }
}
