package dev.penstock.core.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the answer that a question's neighbours speak for. */
public final class Matcher {
  /** How many neighbours are asked for. */
  public static final int NEIGHBOURS = 32;

  private static final double CLOSE = 0.1;
  private static final double WIDE = 0.4;

  private Matcher() {}

  /**
   * The answer with most votes among the neighbours that no guard refuses.
   *
   * @param near the neighbours, nearest first
   */
  public static Match match(Phrase asked, List<Near> near) {
    Map<String, Integer> refused = new LinkedHashMap<>();
    Map<String, Ballot> ballots = new LinkedHashMap<>();
    double all = 0;
    for (int i = 0; i < near.size(); i++) {
      Near one = near.get(i);
      double vote =
          Math.exp((one.similarity() - near.getFirst().similarity()) / Features.TEMPERATURE);
      all += vote;
      String guard = Guards.refusal(asked, one.phrase());
      if (guard == null) {
        ballots.computeIfAbsent(one.answer(), a -> new Ballot()).add(i, vote);
      } else {
        refused.merge(guard, 1, Integer::sum);
      }
    }
    Ballot best = null;
    for (Ballot ballot : ballots.values()) {
      best = best == null || ballot.votes > best.votes ? ballot : best;
    }
    if (best == null) {
      return new Match(-1, null, refused);
    }
    double[][] among = GaussianProcess.among(near);
    GaussianProcess close = new GaussianProcess(near, among, CLOSE);
    GaussianProcess wide = new GaussianProcess(near, among, WIDE);
    return new Match(
        best.mine.getFirst(),
        new Features(asked, near, close, wide).of(best.mine, best.votes / all),
        refused);
  }

  /** What speaks for one answer. */
  private static final class Ballot {
    private final List<Integer> mine = new ArrayList<>();
    private double votes;

    private void add(int place, double vote) {
      mine.add(place);
      votes += vote;
    }
  }
}
