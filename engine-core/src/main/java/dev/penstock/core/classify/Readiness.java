package dev.penstock.core.classify;

import dev.penstock.api.EngineEvent;
import dev.penstock.core.embed.OwnTexts;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.ProviderException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a classifier has the vectors it needs. One that could not get them is tried again now and
 * then, beside the requests that go on without it.
 */
final class Readiness {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final String name;
  private final NeedsVectors classifier;
  private final OwnTexts texts;
  private final LongSupplier ticker;
  private final Listeners listeners;
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile @Nullable String trouble = "has no vectors yet";
  private volatile long triedAt;

  Readiness(
      String name,
      NeedsVectors classifier,
      OwnTexts texts,
      LongSupplier ticker,
      Listeners listeners) {
    this.name = name;
    this.classifier = classifier;
    this.texts = texts;
    this.ticker = ticker;
    this.listeners = listeners;
  }

  /** Why it cannot be asked, or null if it can. */
  @Nullable String trouble() {
    String why = trouble;
    if (why != null
        && ticker.getAsLong() - triedAt >= PAUSE.toNanos()
        && trying.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("penstock-prepare")
          .start(
              () -> {
                try {
                  prepare();
                } finally {
                  trying.set(false);
                }
              });
    }
    return why;
  }

  /** Gets the vectors; without them it is passed over. */
  void prepare() {
    try {
      Isolation.call(
          classifier,
          LIMIT,
          () -> {
            classifier.prepare(texts);
            return true;
          });
      trouble = null;
      texts.forget();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed("was interrupted before it had its vectors");
    } catch (ProviderException e) {
      failed("has no vectors: the provider " + e.failure().message());
    } catch (Exception e) {
      failed("has no vectors: it " + Isolation.describe(e));
    }
  }

  private void failed(String why) {
    triedAt = ticker.getAsLong();
    trouble = why;
    listeners.tell(() -> new EngineEvent.PluginTrouble(name, why));
  }
}
