package dev.penstock.core.price;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.math.BigDecimal;

/**
 * The prices of a model at an instant and for a size of request, in pico-dollars per token. A price
 * in USD per million tokens with six decimal places is a whole number of them.
 *
 * @param version names the policy, the entries and the terms they came from
 * @param paid what part of them is paid
 * @param estimated whether what is paid is not known, and this the most or the usual
 */
public record Rates(
    String version,
    long input,
    long cacheRead,
    long cacheWrite5m,
    long cacheWriteOther,
    long output,
    long reasoning,
    Portion paid,
    boolean estimated) {

  private static final long PICOS_PER_NANO = 1000;
  private static final int PICO_PLACES = 12;

  /** The cost of usage, rounded up once to a nano-dollar. */
  public Usd cost(Usage usage) {
    long picos = Math.multiplyExact(usage.uncachedInput(), input);
    picos = Math.addExact(picos, Math.multiplyExact(usage.cacheRead(), cacheRead));
    picos = Math.addExact(picos, Math.multiplyExact(usage.cacheWrite5m(), cacheWrite5m));
    picos = Math.addExact(picos, Math.multiplyExact(usage.cacheWriteOther(), cacheWriteOther));
    picos = Math.addExact(picos, Math.multiplyExact(usage.output() - usage.reasoning(), output));
    picos = Math.addExact(picos, Math.multiplyExact(usage.reasoning(), reasoning));
    return roundUp(picos);
  }

  /** The most that so many tokens can cost, whatever class they turn out to be of. */
  Usd dearest(long inputTokens, long outputTokens) {
    long in = Math.max(Math.max(input, cacheRead), Math.max(cacheWrite5m, cacheWriteOther));
    long out = Math.max(output, reasoning);
    return roundUp(
        Math.addExact(Math.multiplyExact(inputTokens, in), Math.multiplyExact(outputTokens, out)));
  }

  /** The price of so many tokens of a class in dollars, exactly, before anything is taken off. */
  public BigDecimal list(TokenClass tokenClass, long tokens) {
    return BigDecimal.valueOf(perToken(tokenClass), PICO_PLACES)
        .multiply(BigDecimal.valueOf(tokens));
  }

  /** What is paid of that, exactly. */
  public BigDecimal paid(TokenClass tokenClass, long tokens) {
    return paid.of(list(tokenClass, tokens));
  }

  private long perToken(TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED_INPUT -> input;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE_5M -> cacheWrite5m;
      case CACHE_WRITE_OTHER -> cacheWriteOther;
      case OUTPUT -> output;
      case REASONING -> reasoning;
    };
  }

  private Usd roundUp(long picos) {
    return Usd.ofNanos(paid.ofRoundedUp(picos, PICOS_PER_NANO));
  }
}
