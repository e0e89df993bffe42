package dev.penstock.classifier.examples;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What head and neighbours make of a vector together.
 *
 * @param hits the nearest utterances, nearest first, at least one
 * @param tierShares the share of each tier
 * @param intent the intent with the largest share
 * @param tier the tier to treat it as
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Opinion(List<VectorIndex.Hit> hits, double[] tierShares, int intent, int tier) {
  /** What the head says is worth so much, what the neighbours say the rest. */
  private static final double OF_HEAD = 0.7;

  static Opinion of(
      @Nullable Head head, List<VectorIndex.Hit> hits, float[] unit, Utterances utterances) {
    double[] shares = Votes.shares(hits, utterances);
    if (head != null) {
      double[] its = head.shares(unit);
      for (int i = 0; i < shares.length; i++) {
        shares[i] = OF_HEAD * its[i] + (1 - OF_HEAD) * shares[i];
      }
    }
    double[] tierShares = new double[utterances.tiers().size()];
    int best = 0;
    for (int intent = 0; intent < shares.length; intent++) {
      tierShares[utterances.tierOf(intent)] += shares[intent];
      best = shares[intent] > shares[best] ? intent : best;
    }
    return new Opinion(hits, tierShares, best, TierChoice.of(tierShares));
  }

  /** The cosine to the nearest utterance. */
  double similarity() {
    return hits.getFirst().similarity();
  }

  /** The share of the tier it is treated as. */
  double share() {
    return tierShares[tier];
  }
}
