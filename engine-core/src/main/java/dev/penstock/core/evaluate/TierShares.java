package dev.penstock.core.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How questions are spread over tiers: for each tier the share that is given it or a harder one, so
 * that the first is 1.
 *
 * <p>One dial turns all tiers at once, from everything in the easiest at 0 to everything in the
 * hardest at 1: by the binomial distribution, which for two tiers is the share of the harder one.
 */
@SuppressWarnings("ArrayRecordComponent") // not compared and not given away
record TierShares(double[] atLeast) {
  /** The spread at a position of the dial. */
  static TierShares dial(double position, int tiers) {
    int steps = tiers - 1;
    double[] atLeast = new double[tiers];
    double choose = 1;
    for (int tier = 0; tier <= steps; tier++) {
      double share =
          choose * Math.pow(position, tier) * Math.pow(1 - position, (double) steps - tier);
      for (int lower = 0; lower <= tier; lower++) {
        atLeast[lower] += share;
      }
      choose = choose * (steps - tier) / (tier + 1);
    }
    return new TierShares(atLeast);
  }

  /** The position of the dial at which the hardest tier has that share. */
  static TierShares strong(double share, int tiers) {
    return dial(Math.pow(share, 1.0 / (tiers - 1)), tiers);
  }

  /**
   * A spread such as {@code simple=60%,moderate=25%}; the tier that is left out has the rest.
   *
   * @throws IllegalArgumentException if it does not say one share for each tier
   */
  static TierShares of(String text, List<String> tiers) {
    Map<String, Double> said = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String tier = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      if (equals < 0 || !tiers.contains(tier)) {
        throw new IllegalArgumentException(
            "--shares must name tiers as in %s=60%%, of %s; found %s"
                .formatted(tiers.getFirst(), String.join(", ", tiers), part));
      }
      double share = Arguments.share("--shares", part.substring(equals + 1).strip());
      if (said.put(tier, share) != null) {
        throw new IllegalArgumentException("--shares names " + tier + " twice");
      }
    }
    double sum = said.values().stream().mapToDouble(Double::doubleValue).sum();
    int left = tiers.size() - said.size();
    if (sum > 1 + 1e-9 || left > 1 || (left == 0 && sum < 1 - 1e-9)) {
      throw new IllegalArgumentException(
          "--shares must name all tiers but one, or all and 100%% together; found %.1f%% for %s"
              .formatted(100 * sum, said.keySet()));
    }
    double[] atLeast = new double[tiers.size()];
    double harder = 0;
    for (int i = tiers.size() - 1; i >= 0; i--) {
      harder += said.getOrDefault(tiers.get(i), Math.max(0, 1 - sum));
      atLeast[i] = Math.min(1, harder);
    }
    return new TierShares(atLeast);
  }

  @Override
  public String toString() {
    return Arrays.toString(atLeast);
  }
}
