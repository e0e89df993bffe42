package dev.penstock.core.evaluate;

/** Adds up what a method does. */
final class Tally {
  private final String method;
  private final double promise;
  private long asked;
  private long hits;
  private long wrong;
  private long mustMiss;
  private int halves;
  private int over;
  private long halfHits;
  private long halfWrong;

  Tally(String method, double promise) {
    this.method = method;
    this.promise = promise;
  }

  void add(boolean hit, boolean right, boolean known) {
    asked++;
    if (hit) {
      hits++;
      halfHits++;
      if (!right) {
        wrong++;
        halfWrong++;
      }
      if (!known) {
        mustMiss++;
      }
    }
  }

  void endHalf() {
    halves++;
    if (halfWrong > promise * halfHits) {
      over++;
    }
    halfHits = 0;
    halfWrong = 0;
  }

  MethodResult result() {
    return new MethodResult(method, promise, asked, hits, wrong, mustMiss, halves, over);
  }
}
