package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.api.policy.Ability;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A streaming provider whose answers a test feeds as they are read. */
final class FedStreamer implements ProviderFactory<NoSettings>, StreamingProvider {
  static final String WHOLE = "whole";

  final AtomicInteger streams = new AtomicInteger();
  final AtomicInteger wholes = new AtomicInteger();
  private final BlockingQueue<Feed> begun = new LinkedBlockingQueue<>();
  private volatile List<Object> opening = List.of();

  /** One call's stream. */
  static final class Feed implements ProviderStream {
    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<Object> steps = new LinkedBlockingQueue<>();

    void text(String text) {
      steps.add(new StreamEvent.TextDelta(text));
    }

    void event(StreamEvent event) {
      steps.add(event);
    }

    void end() {
      end(FinishReason.STOP);
    }

    void end(FinishReason reason) {
      steps.add(
          new StreamEvent.End(
              reason, ReportedUsage.of(Usage.of(100, 10), Map.of()), null, null, Map.of()));
    }

    void cut() {
      steps.add(broken());
    }

    void awaitClosed() throws InterruptedException {
      assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed").isTrue();
    }

    @Override
    public StreamEvent next() throws ProviderException {
      Object step;
      try {
        step = steps.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw broken();
      }
      if (step instanceof ProviderException failure) {
        throw failure;
      }
      return (StreamEvent) step;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  static ProviderException broken() {
    return new ProviderException(
        ProviderFailure.of(FailureKind.TRUNCATED, Phase.MAY_HAVE_RUN, "connection reset"));
  }

  /** What every call's stream begins with: events and failures. */
  void opensWith(Object... steps) {
    opening = List.of(steps);
  }

  /** The next call's stream. */
  Feed feed() throws InterruptedException {
    Feed feed = begun.poll(10, TimeUnit.SECONDS);
    assertThat(feed).as("a call").isNotNull();
    return feed;
  }

  /** The next call's stream, however long it takes. */
  Feed takeFeed() throws InterruptedException {
    return begun.take();
  }

  @Override
  public String name() {
    return "fed";
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
    return Set.of(Ability.TOOLS);
  }

  @Override
  public ProviderReply call(ProviderCall call) {
    wholes.incrementAndGet();
    return FakeProvider.answer(WHOLE);
  }

  @Override
  public ProviderStream stream(ProviderCall call) {
    streams.incrementAndGet();
    Feed feed = new Feed();
    feed.steps.addAll(opening);
    begun.add(feed);
    return feed;
  }

  @Override
  public void close() {}
}
