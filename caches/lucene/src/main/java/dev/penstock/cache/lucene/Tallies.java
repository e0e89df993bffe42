package dev.penstock.cache.lucene;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.CacheHits;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.CachedAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts hits by tier and category, and misses. */
final class Tallies {
  private static final int MOST_CATEGORIES = 1_000;
  private static final String OTHERS = "others";

  private final ConcurrentHashMap<Line, Tally> lines = new ConcurrentHashMap<>();
  private final LongAdder misses = new LongAdder();

  private record Line(CacheHits.Tier tier, String category) {}

  private static final class Tally {
    final LongAdder hits = new LongAdder();
    final LongAdder savedNanos = new LongAdder();
  }

  void miss() {
    misses.increment();
  }

  void hit(CacheHits.Tier tier, CachedAnswer answer) {
    Line line = new Line(tier, answer.category());
    Tally tally = lines.get(line);
    if (tally == null) {
      Line kept = lines.size() < MOST_CATEGORIES ? line : new Line(tier, OTHERS);
      tally = lines.computeIfAbsent(kept, absent -> new Tally());
    }
    tally.hits.increment();
    tally.savedNanos.add(answer.cost().nanos());
  }

  /** A question that a similar one answered was a miss at first. */
  CacheStatistics statistics(long entries) {
    List<CacheHits> all =
        lines.entrySet().stream()
            .map(
                line ->
                    new CacheHits(
                        line.getKey().tier(),
                        line.getKey().category(),
                        line.getValue().hits.sum(),
                        Usd.ofNanos(line.getValue().savedNanos.sum())))
            .sorted(Comparator.comparing(CacheHits::tier).thenComparing(CacheHits::category))
            .toList();
    long hits = 0;
    long similar = 0;
    long savedNanos = 0;
    for (CacheHits line : all) {
      hits += line.hits();
      savedNanos += line.saved().nanos();
      if (line.tier() == CacheHits.Tier.SEMANTIC) {
        similar += line.hits();
      }
    }
    return new CacheStatistics(
        hits, Math.max(0, misses.sum() - similar), entries, Usd.ofNanos(savedNanos), all);
  }
}
