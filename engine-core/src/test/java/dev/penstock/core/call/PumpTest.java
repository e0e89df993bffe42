package dev.penstock.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.policy.Ability;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PumpTest {
  private static final ProviderCall CALL =
      new ProviderCall("r/1", "m", ChatRequest.of("q"), 100, Duration.ofMinutes(1), Map.of());
  private static final StreamEvent END =
      new StreamEvent.End(FinishReason.STOP, null, null, null, Map.of());

  private final Bell bell = new Bell();
  private final AtomicLong now = new AtomicLong();
  private final Gaps gaps = new Gaps();
  private final CountDownLatch drained = new CountDownLatch(1);

  /** Streams what a test puts into it. */
  private static final class Streamer implements StreamingProvider {
    private final LinkedBlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();

    void text(String text) {
      events.add(new StreamEvent.TextDelta(text));
    }

    @Override
    public ProviderStream stream(ProviderCall call) {
      return new ProviderStream() {
        @Override
        public @Nullable StreamEvent next() {
          try {
            return events.take();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
          }
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public ProviderReply call(ProviderCall call) {
      return FakeProvider.answer("whole");
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of();
    }

    @Override
    public void close() {}
  }

  @Test
  void timesThePiecesButNotSignsOfLifeOrTheEnd() throws Exception {
    Streamer provider = new Streamer();
    Pump pump = start(provider);
    after(900, () -> provider.text("a"));
    next(pump);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
    provider.events.add(StreamEvent.ALIVE);
    after(20, () -> provider.text("b"));
    next(pump);
    after(5, () -> provider.events.add(new StreamEvent.ToolCallDelta(0, "c1", "find", "{}")));
    next(pump);
    after(700, () -> provider.events.add(END));
    next(pump);

    assertThat(gaps.all()).containsExactly(Duration.ofMillis(30), Duration.ofMillis(5));
  }

  @Test
  void whatAProviderWaitsForASlowCallerIsNotItsTime() throws Exception {
    Streamer provider = new Streamer();
    Pump pump = start(provider);
    provider.text("a".repeat(265_000));
    provider.text("b");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!pump.isFull()) {
      assertThat(System.nanoTime() - end).as("the buffer is full in time").isNegative();
      Thread.onSpinWait();
    }
    now.addAndGet(TimeUnit.SECONDS.toNanos(60));
    next(pump);
    next(pump);
    after(7, () -> provider.text("c"));
    next(pump);

    assertThat(gaps.all()).containsExactly(Duration.ZERO, Duration.ofMillis(7));
    provider.events.add(END);
    next(pump);
  }

  @Test
  void anAnswerThatCameWholeHasNoTimesBetweenPieces() throws Exception {
    ProviderReply reply =
        new ProviderReply(
            "Let me look.",
            List.of(new ToolCall("c1", "find", "{}")),
            FinishReason.TOOL_CALLS,
            null,
            null,
            null,
            Map.of());
    Pump pump = start(new FakeProvider("whole").does(call -> reply));
    pump.drain(drained::countDown);

    assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(gaps.all()).isEmpty();
  }

  @Test
  void keepsTheFirstOfMany() {
    Stream.iterate(0L, i -> i + 1000).limit(10_000).forEach(gaps::add);

    assertThat(gaps.all()).hasSize(Gaps.MOST).startsWith(Duration.ZERO, Duration.ofNanos(1000));
  }

  private Pump start(Provider provider) {
    return Pump.start(provider, CALL, false, bell, now::get, gaps);
  }

  private void after(long millis, Runnable action) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    action.run();
  }

  private void next(Pump pump) throws InterruptedException {
    bell.lock();
    try {
      while (pump.poll() == null) {
        assertThat(bell.await(TimeUnit.SECONDS.toNanos(10))).as("an event").isTrue();
      }
    } finally {
      bell.unlock();
    }
  }
}
