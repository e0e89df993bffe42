package dev.penstock.core.call;

import dev.penstock.core.isolate.Isolation;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a provider's stream on a thread of its own into a short queue, so that a provider that
 * hangs cannot hold the caller, and a caller that is slow holds back the provider.
 */
final class Pump {
  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
  private static final int QUEUE = 32;

  private final Provider provider;
  private final ProviderCall call;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final Thread thread;
  private volatile @Nullable ProviderStream stream;

  private Pump(Provider provider, ProviderCall call) {
    this.provider = provider;
    this.call = call;
    this.thread = Thread.ofVirtual().name("penstock-stream").unstarted(this::run);
  }

  static Pump start(Provider provider, ProviderCall call) {
    Pump pump = new Pump(provider, call);
    pump.thread.start();
    return pump;
  }

  /** What comes out of a stream: an event, or a failure that ends it. */
  sealed interface Item {
    record Event(StreamEvent event) implements Item {}

    record Failure(Exception thrown) implements Item {}
  }

  /** The next item, or null if none comes in time. */
  @Nullable Item poll(Duration limit) throws InterruptedException {
    return queue.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** All output received so far, read by the caller or not. */
  String received() {
    return String.join("", received);
  }

  /** Ends the stream and closes its connection; a waiting reader is told. */
  void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      thread.interrupt();
      close(stream);
      queue.offer(new Item.Failure(new ProviderException(Caller.cancelled(Phase.ANSWERING))));
    }
  }

  private void run() {
    try {
      try {
        if (provider instanceof StreamingProvider streaming) {
          read(streaming);
        } else {
          replay(provider.call(call));
        }
      } catch (Exception e) {
        queue.put(new Item.Failure(e));
      } catch (Error e) {
        queue.put(new Item.Failure(new IllegalStateException(e.getClass().getName(), e)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(StreamingProvider streaming) throws ProviderException, InterruptedException {
    try (ProviderStream opened = streaming.stream(call)) {
      stream = opened;
      if (cancelled.get()) {
        return;
      }
      StreamEvent event;
      do {
        event = opened.next();
        if (event == null) {
          throw new ProviderException(Caller.broken("ended its stream without an end"));
        }
        receive(event);
        queue.put(new Item.Event(event));
      } while (!(event instanceof StreamEvent.End));
    }
  }

  private void receive(StreamEvent event) {
    switch (event) {
      case StreamEvent.TextDelta delta -> received.add(delta.text());
      case StreamEvent.ToolCallDelta delta -> {
        if (delta.name() != null) {
          received.add(delta.name());
        }
        received.add(delta.arguments());
      }
      case StreamEvent.End end -> {}
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

  private void put(StreamEvent event) throws InterruptedException {
    receive(event);
    queue.put(new Item.Event(event));
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
