package dev.penstock.testkit.provider;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every provider keeps to, with an upstream or without. For each ability it declares, that it
 * works; for each other one, that it is refused clearly and before anything is sent.
 *
 * <pre>{@code
 * final class MyProviderTest extends ProviderContract {
 *   @Override
 *   protected Provider create() {
 *     return new MyProviderFactory().create(settings, TestPluginContext.named("my"));
 *   }
 * }
 * }</pre>
 *
 * <p>Streaming and embeddings are tested if the provider implements them.
 */
@ExtendWith(ContractRecorder.class)
public abstract class ProviderContract
    implements ChatContract,
        ToolsContract,
        StructuredOutputContract,
        VisionContract,
        SamplingContract,
        StreamingContract,
        EmbeddingContract {
  private @Nullable Provider provider;
  private boolean closed;

  /** For subclasses. */
  protected ProviderContract() {}

  /** Creates the provider; called once per test, closed after it. */
  protected abstract Provider create();

  /**
   * Names what is tested, for the record of results under {@code target/conformance}; by default
   * the simple name of the class. Tests with parameters add theirs.
   */
  protected String subject() {
    return getClass().getSimpleName();
  }

  @Override
  public final Provider provider() {
    if (provider == null) {
      provider = create();
    }
    return provider;
  }

  /** A short question to a model {@code test-model}, up to 200 tokens, within 10 seconds. */
  @Override
  public ProviderCall call() {
    return new ProviderCall(
        "request-1/1",
        "test-model",
        ChatRequest.of("Say hello."),
        200,
        Duration.ofSeconds(10),
        Map.of());
  }

  @Override
  public final EmbeddingProvider embedder() {
    return provider() instanceof EmbeddingProvider embedder
        ? embedder
        : abort("is no EmbeddingProvider");
  }

  @Override
  public EmbeddingCall embeddingCall(List<String> texts) {
    return new EmbeddingCall(call().modelId(), texts, null, call().timeout());
  }

  @Override
  public void assertNothingSent() {}

  @AfterEach
  @Override
  public final void closeProvider() {
    if (provider != null && !closed) {
      closed = true;
      provider.close();
    }
  }
}
