package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeCurveTest {
  private static final double EXACT = 1e-12;
  private static final boolean[] WEAK = {false, true, false, true};
  private static final boolean[] STRONG = {true, true, true, false};

  @Test
  void isTheAreaUnderTheGapRecovered() {
    // gains 1, 0, 1, -1; gap 1; recovered after 0 to 4 calls: 0, 1, 1, 2, 1
    OutcomeCurve curve = new OutcomeCurve(new double[] {4, 3, 2, 1}, WEAK, STRONG);
    assertThat(curve.apgr()).isCloseTo((0.5 + 1 + 1.5 + 1.5) / 4, within(EXACT));
    assertThat(curve.recovered(0.25)).isCloseTo(1, within(EXACT));
    assertThat(curve.recovered(0.625)).isCloseTo(1.5, within(EXACT));
    assertThat(curve.cpt(0.5)).isCloseTo(0.125, within(EXACT));
    assertThat(curve.cpt(0.8)).isCloseTo(0.2, within(EXACT));
  }

  @Test
  void countsTheMeanOverAllOrdersOfOneScore() {
    OutcomeCurve curve = new OutcomeCurve(new double[] {7, 7, 7, 7}, WEAK, STRONG);
    assertThat(curve.apgr()).isCloseTo(0.5, within(EXACT));
    assertThat(curve.cpt(0.8)).isCloseTo(0.8, within(EXACT));
    // 2 and 3 tie: after one call 1, after three 2, after four 1
    OutcomeCurve some = new OutcomeCurve(new double[] {4, 2, 2, 1}, WEAK, STRONG);
    assertThat(some.recovered(0.5)).isCloseTo(1.5, within(EXACT));
    assertThat(some.apgr()).isCloseTo((0.5 + 2 * 1.5 + 1.5) / 4, within(EXACT));
  }

  @Test
  void doesNotDependOnTheOrderOfTheFile() {
    Random random = new Random(5);
    int size = 300;
    double[] score = random.doubles(size).map(s -> Math.rint(s * 20)).toArray();
    boolean[] weak = new boolean[size];
    boolean[] strong = new boolean[size];
    double[] backScore = new double[size];
    boolean[] backWeak = new boolean[size];
    boolean[] backStrong = new boolean[size];
    for (int i = 0; i < size; i++) {
      weak[i] = random.nextDouble() < 0.6;
      strong[i] = random.nextDouble() < 0.8;
      backScore[size - 1 - i] = score[i];
      backWeak[size - 1 - i] = weak[i];
      backStrong[size - 1 - i] = strong[i];
    }
    assertThat(OutcomeCurve.apgr(backScore, backWeak, backStrong))
        .isCloseTo(OutcomeCurve.apgr(score, weak, strong), within(1e-9));
  }

  @Test
  void isAHalfAtRandomAndHighestForWhoKnows() {
    Random random = new Random(1);
    int size = 20_000;
    boolean[] weak = new boolean[size];
    boolean[] strong = new boolean[size];
    double[] chance = new double[size];
    double[] knows = new double[size];
    double[] upsideDown = new double[size];
    for (int i = 0; i < size; i++) {
      weak[i] = random.nextDouble() < 0.5;
      strong[i] = random.nextDouble() < 0.9;
      chance[i] = random.nextDouble();
      knows[i] = (strong[i] ? 1 : 0) - (weak[i] ? 1 : 0);
      upsideDown[i] = -knows[i];
    }
    double best = OutcomeCurve.apgr(knows, weak, strong);
    assertThat(OutcomeCurve.apgr(chance, weak, strong)).isCloseTo(0.5, within(0.02));
    assertThat(best).isGreaterThan(0.75);
    assertThat(OutcomeCurve.apgr(upsideDown, weak, strong)).isCloseTo(1 - best, within(1e-9));
    for (int seed = 0; seed < 20; seed++) {
      double[] other = new Random(seed).doubles(size).toArray();
      assertThat(OutcomeCurve.apgr(other, weak, strong)).isLessThan(best);
    }
  }

  @Test
  void hasNoFigureWithoutAGap() {
    OutcomeCurve curve = new OutcomeCurve(new double[] {1, 2, 3, 4}, STRONG, WEAK);
    assertThat(curve.apgr()).isNaN();
    assertThat(curve.cpt(0.5)).isNaN();
    assertThat(curve.recovered(0.5)).isNaN();
  }

  @Test
  void refusesWhatIsNoScore() {
    assertThatThrownBy(() -> OutcomeCurve.apgr(new double[] {Double.NaN, 1, 1, 1}, WEAK, STRONG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OutcomeCurve.apgr(new double[] {1}, WEAK, STRONG))
        .hasMessageContaining("1 scores, 4 outcomes");
  }

  @Test
  void drawsTheSameIntervalForTheSameSeed() {
    double[] values = new Random(3).doubles(400).toArray();
    List<Interval> once = new Bootstrap(400, 500, 9).intervals(List.of(t -> mean(t, values)));
    double middle = mean(once(values.length), values);
    double error = 1.96 * Math.sqrt(1.0 / 12 / 400);
    assertThat(new Bootstrap(400, 500, 9).intervals(List.of(t -> mean(t, values)))).isEqualTo(once);
    assertThat(new Bootstrap(400, 500, 10).intervals(List.of(t -> mean(t, values))))
        .isNotEqualTo(once);
    assertThat(once.getFirst().low()).isCloseTo(middle - error, within(0.006));
    assertThat(once.getFirst().high()).isCloseTo(middle + error, within(0.006));
  }

  @Test
  void leavesOutSamplesThatHaveNoFigure() {
    List<Interval> none = new Bootstrap(5, 20, 1).intervals(List.of(times -> Double.NaN));
    assertThat(none.getFirst().low()).isNaN();
  }

  private static int[] once(int size) {
    int[] times = new int[size];
    Arrays.fill(times, 1);
    return times;
  }

  private static double mean(int[] times, double[] values) {
    double sum = 0;
    long size = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
      size += times[i];
    }
    return sum / size;
  }
}
