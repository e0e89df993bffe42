package dev.penstock.core.engine;

import dev.penstock.api.policy.Ability;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A streaming provider that plays a script: events, failures, or a wait for its closing. */
final class FakeStreamer implements ProviderFactory<NoSettings>, StreamingProvider {
  /** Stands in a script for waiting until the stream is closed. */
  static final Object HANG = new Object();

  /** Stands in a script for a wait until the gate opens. */
  static final Object GATE = new Object();

  final CountDownLatch gate = new CountDownLatch(1);

  final CountDownLatch closed = new CountDownLatch(1);
  final AtomicInteger started = new AtomicInteger();
  private final String name;
  private final List<Object> script;

  FakeStreamer(String name, Object... script) {
    this.name = name;
    this.script = List.of(script);
  }

  /** An event again and again, with a little time between. */
  static Supplier<StreamEvent> everyFewMilliseconds(StreamEvent event) {
    CountDownLatch never = new CountDownLatch(1);
    return () -> {
      try {
        never.await(5, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return event;
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Provider create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of();
  }

  @Override
  public ProviderReply call(ProviderCall call) {
    throw new AssertionError("only streams are expected");
  }

  @Override
  public ProviderStream stream(ProviderCall call) {
    started.incrementAndGet();
    return new ProviderStream() {
      private int next;

      @Override
      public StreamEvent next() throws ProviderException {
        Object step = next < script.size() ? script.get(next++) : null;
        if (step instanceof ProviderException failure) {
          throw failure;
        }
        if (step == HANG || step == GATE) {
          try {
            (step == HANG ? closed : gate).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
          }
          return step == HANG ? null : StreamEvent.ALIVE;
        }
        if (step instanceof Supplier<?> endless) {
          next--;
          return (StreamEvent) endless.get();
        }
        return (StreamEvent) step;
      }

      @Override
      public void close() {
        closed.countDown();
      }
    };
  }

  @Override
  public void close() {}
}
