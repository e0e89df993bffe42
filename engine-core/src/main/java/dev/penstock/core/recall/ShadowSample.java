package dev.penstock.core.recall;

/** Draws a share of requests by their ids; who does not know the seed cannot choose to be drawn. */
final class ShadowSample {
  private final double share;
  private final long seed;

  ShadowSample(double share, long seed) {
    this.share = share;
    this.seed = seed;
  }

  boolean draws(String requestId) {
    long hash = seed;
    for (int i = 0; i < requestId.length(); i++) {
      hash = mix(hash ^ requestId.charAt(i));
    }
    return (mix(hash) >>> 11) * 0x1p-53 < share;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
