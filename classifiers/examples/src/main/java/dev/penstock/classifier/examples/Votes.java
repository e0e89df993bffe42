package dev.penstock.classifier.examples;

import java.util.List;

/** What the nearest utterances say: each is the more worth the nearer it is. */
final class Votes {
  /** How fast worth falls with similarity: by a factor of e for each 0.05. */
  private static final double STEEPNESS = 20;

  private Votes() {}

  /** The share of each intent; they sum to 1. Takes at least one hit, the nearest first. */
  static double[] shares(List<VectorIndex.Hit> hits, Utterances utterances) {
    double[] shares = new double[utterances.intentCount()];
    double best = hits.getFirst().similarity();
    double sum = 0;
    for (VectorIndex.Hit hit : hits) {
      double worth = StrictMath.exp(STEEPNESS * (hit.similarity() - best));
      shares[utterances.intentOf(hit.utterance())] += worth;
      sum += worth;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
