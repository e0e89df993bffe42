package dev.penstock.core.tier;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of thresholds: from which difficulty on a question is of which tier.
 *
 * @param version the version of its format
 * @param classifier the name of the classifier whose difficulties they are for
 * @param made how they came about; null if somebody chose them
 * @param thresholds the least difficulty of each tier but the easiest, 0 to 1, easiest tier first
 */
public record TierThresholds(
    int version, String classifier, @Nullable Made made, Map<String, Double> thresholds) {
  /** The version of the format. */
  public static final int VERSION = 1;

  /**
   * How thresholds came about.
   *
   * @param on the day
   * @param mode what was asked for, such as {@code strong-share}
   * @param target how much of it
   * @param queries on how many questions
   * @param seed of what was drawn to find them
   */
  public record Made(LocalDate on, String mode, String target, int queries, long seed) {}

  /** Checks and copies the components. */
  public TierThresholds {
    if (version != VERSION) {
      throw new IllegalArgumentException("version must be " + VERSION + ", not " + version);
    }
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    if (thresholds.isEmpty()) {
      throw new IllegalArgumentException("thresholds must give a tier its least difficulty");
    }
    thresholds.forEach(
        (tier, least) -> {
          if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException(
                "thresholds." + tier + " must be from 0 to 1, not " + least);
          }
        });
  }

  /** What makes them of no use for a classifier of a policy with these tiers; null if nothing. */
  public @Nullable String mistake(String name, List<String> tiers) {
    if (!classifier.equals(name)) {
      return "it is for the classifier `%s`, and this is `%s`".formatted(classifier, name);
    }
    List<String> wanted = tiers.subList(1, tiers.size());
    if (!List.copyOf(thresholds.keySet()).equals(wanted)) {
      return "its thresholds are for %s, expected %s: the policy's tiers but the easiest, in order"
          .formatted(thresholds.keySet(), wanted);
    }
    double before = 0;
    for (Map.Entry<String, Double> one : thresholds.entrySet()) {
      if (one.getValue() < before) {
        return "the threshold %s of %s is below that of an easier tier, %s"
            .formatted(one.getValue(), one.getKey(), before);
      }
      before = one.getValue();
    }
    return null;
  }

  /** The hardest tier whose threshold a difficulty reaches, or else the easiest of these. */
  public String tier(double difficulty, List<String> tiers) {
    for (int i = tiers.size() - 1; i > 0; i--) {
      Double least = thresholds.get(tiers.get(i));
      if (least != null && difficulty >= least) {
        return tiers.get(i);
      }
    }
    return tiers.getFirst();
  }
}
