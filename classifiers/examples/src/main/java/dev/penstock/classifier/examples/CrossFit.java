package dev.penstock.classifier.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks about labelled utterances as if they were questions: each of heads that have not learned
 * from them, and of neighbours other than themselves. An utterance that is its intent's only one is
 * not asked, since nothing could know it then.
 */
final class CrossFit {
  private static final int FOLDS = 5;
  private static final int MOST_ASKED = 2_000;

  /**
   * What came of one.
   *
   * @param share the share of the tier it was given
   * @param right whether that is its tier
   */
  record Case(double share, boolean right) {}

  private final Utterances utterances;
  private final float[][] units;
  private final VectorIndex index;
  private final int neighbours;
  private final double floor;

  CrossFit(
      Utterances utterances, float[][] units, VectorIndex index, int neighbours, double floor) {
    this.utterances = utterances;
    this.units = units;
    this.index = index;
    this.neighbours = neighbours;
    this.floor = floor;
  }

  /**
   * How much what is said can be trusted.
   *
   * @param rows how many of the utterances, from the first on, a head learns from; 0 for no head
   */
  Calibration calibrate(int rows) throws InterruptedException {
    int asked = Math.min(MOST_ASKED, rows == 0 ? utterances.size() : rows);
    List<Case> cases = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      int its = fold;
      int[] held = IntStream.range(0, asked).filter(row -> fold(row) == its).toArray();
      int[] learned =
          IntStream.range(0, rows).filter(row -> row >= asked || fold(row) != its).toArray();
      if (held.length > 0) {
        Head head = learned.length == 0 ? null : HeadTraining.train(units, learned, utterances);
        ask(held, head, cases);
      }
    }
    return Calibration.of(cases);
  }

  /** The fold that an utterance is asked in; -1 for one that is not asked. */
  private int fold(int row) {
    return utterances.isAlone(row)
        ? -1
        : (utterances.positionOf(row) + utterances.intentOf(row)) % FOLDS;
  }

  private void ask(int[] held, @Nullable Head head, List<Case> cases) throws InterruptedException {
    for (int row : held) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the examples were being tried out");
      }
      List<VectorIndex.Hit> others =
          index.nearest(units[row], neighbours + 1).stream()
              .filter(hit -> hit.utterance() != row)
              .limit(neighbours)
              .toList();
      if (!others.isEmpty() && others.getFirst().similarity() >= floor) {
        Opinion opinion = Opinion.of(head, others, units[row], utterances);
        boolean right = opinion.tier() == utterances.tierOf(utterances.intentOf(row));
        cases.add(new Case(opinion.share(), right));
      }
    }
  }
}
