package dev.penstock.api.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cache of answers given before.
 *
 * @param plugin the plugin's name
 * @param never what is neither recalled nor stored, or null for nothing
 * @param maxFalseHits the most of the answers to similar questions that may be wrong ones; needed
 *     with {@code thresholds}
 * @param thresholds the file with what was measured per class of questions, relative to the policy;
 *     null means that only the same question has the same answer
 * @param recallSampled whether a request with a temperature above 0 may have the answer to a
 *     similar question; null means no
 * @param ttlOf how long answers to questions of a class live at most, by intent, or by route for
 *     questions without one; the cache's own life of answers counts as well; null means no limit
 * @param shadow the share of the answers to similar questions that are also asked of a model, to
 *     see whether they are right; null for none
 * @param judge who says whether an answer that is not certain enough fits all the same, or null
 * @param settings the plugin's own settings record
 */
public record CacheSpec(
    @Description("Name of the cache plugin") String plugin,
    @Description("Requests whose answers are neither recalled nor stored") @Nullable Never never,
    @Description("How many answers to similar questions may be wrong") @Nullable Share maxFalseHits,
    @Description("File of thresholds per class of questions") @Nullable Path thresholds,
    @Description("Recall similar questions at a temperature above 0")
        @Nullable Boolean recallSampled,
    @Description("Life of answers by intent or route") @Nullable Map<String, Duration> ttlOf,
    @Description("How many answers to similar questions are checked by a call")
        @Nullable Share shadow,
    @Description("Who judges answers that are not certain enough") @Nullable JudgeSpec judge,
    @PluginSettings Record settings) {
  private static final Duration LONGEST_TTL = Duration.ofDays(36_500);

  /** Checks and copies the components. */
  public CacheSpec {
    if (maxFalseHits != null && (maxFalseHits.fraction() <= 0 || maxFalseHits.fraction() > 0.5)) {
      throw new IllegalArgumentException(
          "max-false-hits must be above 0% and at most 50%, not " + maxFalseHits);
    }
    ttlOf = ttlOf == null ? Map.of() : Map.copyOf(ttlOf);
    ttlOf.forEach(
        (name, ttl) -> {
          if (!ttl.isPositive() || ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException(
                "ttl-of." + name + " must be above 0 and at most 36500 days");
          }
        });
    if ((maxFalseHits == null) != (thresholds == null)) {
      throw new IllegalArgumentException(
          thresholds == null
              ? "max-false-hits needs thresholds, the file with what was measured"
              : "thresholds needs max-false-hits, such as 1%");
    }
    if (shadow != null && shadow.fraction() <= 0) {
      throw new IllegalArgumentException(
          "shadow must be above 0%, such as 1%; leave it out to check nothing");
    }
    if (thresholds == null && (shadow != null || judge != null)) {
      throw new IllegalArgumentException(
          (shadow != null ? "shadow" : "judge")
              + " needs thresholds, without which no similar question is answered");
    }
  }

  /** A cache that recalls the same question only. */
  public CacheSpec(String plugin, @Nullable Never never, Record settings) {
    this(plugin, never, null, null, null, settings);
  }

  @Override
  public Map<String, Duration> ttlOf() {
    return ttlOf == null ? Map.of() : ttlOf;
  }

  /** A cache with no more life of answers than its own, whose answers nobody checks. */
  public CacheSpec(
      String plugin,
      @Nullable Never never,
      @Nullable Share maxFalseHits,
      @Nullable Path thresholds,
      @Nullable Boolean recallSampled,
      Record settings) {
    this(plugin, never, maxFalseHits, thresholds, recallSampled, null, null, null, settings);
  }

  /** The same cache with a life of answers for some classes. */
  public CacheSpec withTtlOf(Map<String, Duration> lives) {
    return new CacheSpec(
        plugin, never, maxFalseHits, thresholds, recallSampled, lives, shadow, judge, settings);
  }

  /** The same cache with so many answers checked by a call; null for none. */
  public CacheSpec withShadow(@Nullable Share share) {
    return new CacheSpec(
        plugin, never, maxFalseHits, thresholds, recallSampled, ttlOf, share, judge, settings);
  }

  /** The same cache with a judge; null for none. */
  public CacheSpec withJudge(@Nullable JudgeSpec value) {
    return new CacheSpec(
        plugin, never, maxFalseHits, thresholds, recallSampled, ttlOf, shadow, value, settings);
  }

  /** Whether a request with a temperature above 0 may have the answer to a similar question. */
  public boolean recallsSampled() {
    return Boolean.TRUE.equals(recallSampled);
  }
}
