package dev.penstock.core.fakes;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderInstance;
import dev.penstock.spi.ReportedUsage;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Embeds a question by counting its letters; it fails on demand. */
public final class FakeEmbedder implements ProviderFactory<NoSettings>, EmbeddingProvider {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean broken;
  private volatile CountDownLatch waitingFor = new CountDownLatch(0);
  private volatile int breaksAt = Integer.MAX_VALUE;
  private volatile boolean billed;
  private volatile Phase phase = Phase.NOT_RUN;
  private volatile @Nullable ReportedUsage usage;

  public void breakDown() {
    broken = true;
  }

  /** Fails from now on in such a phase. */
  public void breakDown(Phase value) {
    phase = value;
    broken = true;
  }

  /** Fails once so many calls went well. */
  public FakeEmbedder breaksDownAfter(int more) {
    breaksAt = calls.get() + more;
    return this;
  }

  /** Makes nothing until something has happened. */
  public void waitsFor(CountDownLatch latch) {
    waitingFor = latch;
  }

  /** Works again. */
  public void repair() {
    broken = false;
    breaksAt = Integer.MAX_VALUE;
  }

  /** Wants a price. */
  public FakeEmbedder billed() {
    billed = true;
    return this;
  }

  /** Reports so many tokens for each call from now on. */
  public void reports(long tokens) {
    usage = ReportedUsage.of(Usage.of(tokens, 0), Map.of());
  }

  public int calls() {
    return calls.get();
  }

  @Override
  public String name() {
    return "letters";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public ProviderInstance create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public boolean isBilled() {
    return billed;
  }

  @Override
  public Embeddings embed(EmbeddingCall call) throws ProviderException {
    if (calls.incrementAndGet() > breaksAt || broken) {
      throw new ProviderException(
          ProviderFailure.of(FailureKind.SERVER_ERROR, phase, "told to fail"));
    }
    try {
      waitingFor.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(
          ProviderFailure.of(FailureKind.CANCELLED, phase, "interrupted"), e);
    }
    return new Embeddings(call.texts().stream().map(FakeEmbedder::vector).toList(), usage);
  }

  private static float[] vector(String text) {
    float[] counts = new float[27];
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      counts[c >= 'a' && c <= 'z' ? c - 'a' : 26]++;
    }
    return counts;
  }

  @Override
  public void close() {}
}
