package dev.penstock.core.price;

import dev.penstock.api.money.Usage;

/** A class of tokens with a price of its own. The classes of a usage add up to all its tokens. */
public enum TokenClass {
  /** Input at the full price. */
  UNCACHED_INPUT,
  /** Input read from a prompt cache. */
  CACHE_READ,
  /** Input written to a prompt cache for 5 minutes. */
  CACHE_WRITE_5M,
  /** Input written to any other prompt cache. */
  CACHE_WRITE_OTHER,
  /** Output without reasoning. */
  OUTPUT,
  /** Output spent on reasoning. */
  REASONING;

  /** How many tokens of this class a usage has. */
  public long of(Usage usage) {
    return switch (this) {
      case UNCACHED_INPUT -> usage.uncachedInput();
      case CACHE_READ -> usage.cacheRead();
      case CACHE_WRITE_5M -> usage.cacheWrite5m();
      case CACHE_WRITE_OTHER -> usage.cacheWriteOther();
      case OUTPUT -> usage.output() - usage.reasoning();
      case REASONING -> usage.reasoning();
    };
  }
}
