package dev.penstock.api.policy;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the vectors of questions.
 *
 * @param provider the name of a provider instance that makes embeddings
 * @param model the provider's own name of the model
 * @param price what it costs, in USD per million tokens; null for a provider that nobody bills
 * @param timeout how long a request waits for a vector before it goes on without; 250 ms if null
 */
public record EmbeddingsSpec(
    @Description("Name of a provider that makes embeddings") String provider,
    @Description("The provider's own name of the model") String model,
    @Description("USD per million tokens") @Nullable BigDecimal price,
    @Description("How long a request waits for a vector") @Nullable Duration timeout) {
  private static final Duration USUAL = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Checks and copies the components. */
  public EmbeddingsSpec {
    timeout = timeout == null ? USUAL : timeout;
    PricePeriod.check("price", price);
    if (model.isBlank()) {
      throw new IllegalArgumentException("model must not be blank");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "timeout must be more than 0 and at most 10s, not " + timeout);
    }
  }

  /** Vectors that cost nothing. */
  public EmbeddingsSpec(String provider, String model, @Nullable Duration timeout) {
    this(provider, model, null, timeout);
  }

  /** The component, its default in place of null. */
  @Override
  public Duration timeout() {
    return timeout == null ? USUAL : timeout;
  }
}
