package dev.penstock.core.tokens;

import dev.penstock.api.chat.ChatRequest;
import org.jspecify.annotations.Nullable;

/**
 * The size of a request's input. The bound is cheap and always known; the count takes a tokenizer,
 * so it is made when a decision first depends on it.
 */
public final class InputSize {
  private static final long UNCOUNTED = -1;

  private final ChatRequest request;
  private final TokenCounter counter;
  private final long bound;
  private volatile long counted = UNCOUNTED;

  /** The size of a request. */
  public InputSize(ChatRequest request, TokenCounter counter) {
    this.request = request;
    this.counter = counter;
    this.bound = TokenBound.of(request);
  }

  /** The most input tokens it can be. */
  public long bound() {
    return bound;
  }

  /** The input tokens by JTokkit. */
  public long count() {
    if (counted == UNCOUNTED) {
      counted = Math.min(bound, counter.count(request));
    }
    return counted;
  }

  /** The most input tokens it can be to a model whose provider may add to it. */
  public long boundFor(Calibration calibration) {
    return calibration.bound(bound);
  }

  /** The input tokens it is likely to be to a model. */
  public long estimateFor(Calibration calibration) {
    return Math.min(boundFor(calibration), calibration.estimate(count()));
  }

  /** The request, for a count that must not change what is known here. */
  public ChatRequest request() {
    return request;
  }

  /** The count, or null if nothing depended on it so far. */
  public @Nullable Long countIfKnown() {
    return counted == UNCOUNTED ? null : counted;
  }
}
