package dev.penstock.core.tokens;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the reports of a provider have taught about counts of tokens for one of its models: how many
 * of its tokens one by JTokkit is, and how far the bound was exceeded. Tokenizers differ by a third
 * and more, so the factor is learned per model. It serves estimates only; holds rest on the bound.
 */
public final class Calibration {
  private static final long ONE = 1_000_000;

  /**
   * Estimates are posted for answers without usage, and one that is too low overspends a budget. A
   * report may leave out what it bills, so it lowers an estimate by a fifth at most.
   */
  private static final long LEAST = 800_000;

  /** No text in use takes more; a larger ratio is a mistake of the report. */
  private static final long MOST = 4_000_000;

  /** How many reports the factor looks back, more or less. */
  private static final long MEMORY = 8;

  /** Of shorter requests a vendor's template is the larger part, which says nothing about text. */
  private static final long SHORTEST = 32;

  /** The most that a margin can be, so that one wrong report does not use up every budget. */
  private static final long LARGEST_MARGIN = 32_768;

  private final AtomicLong factor = new AtomicLong(ONE);
  private final AtomicLong margin = new AtomicLong();

  /** The tokens to expect for so many counted by JTokkit. */
  public long estimate(long counted) {
    long millionths = factor.get();
    return millionths == ONE ? counted : Math.ceilDiv(Math.multiplyExact(counted, millionths), ONE);
  }

  /** A bound with what was seen above it. */
  public long bound(long bound) {
    return Math.addExact(bound, margin.get());
  }

  /**
   * Holds a report against the bound. One above it raises the margin for good: a gateway that adds
   * a prompt of its own, say, adds it to every request.
   *
   * @return whether the bound was broken
   */
  public boolean breaksBound(long bound, long reported) {
    long above = reported - bound;
    long before = margin.getAndAccumulate(Math.min(above, LARGEST_MARGIN), Math::max);
    return above > before;
  }

  /** Takes in what was reported for a text that JTokkit counts to so many tokens. */
  public void learn(long counted, long reported) {
    if (counted < SHORTEST) {
      return;
    }
    long limited = Math.min(reported, Math.multiplyExact(counted, MOST / ONE));
    long ratio = Math.max(LEAST, Math.multiplyExact(limited, ONE) / counted);
    factor.updateAndGet(old -> old + (ratio - old) / MEMORY);
  }
}
