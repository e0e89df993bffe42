package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TierCutsTest {
  private static final List<String> TIERS = List.of("simple", "moderate", "complex");

  @Test
  void aDialSpreadsByTheBinomialDistribution() {
    assertThat(TierShares.dial(0.3, 2).atLeast()).containsExactly(new double[] {1, 0.3}, EXACT);
    assertThat(TierShares.dial(0.5, 3).atLeast())
        .containsExactly(new double[] {1, 0.75, 0.25}, EXACT);
    assertThat(TierShares.dial(0, 4).atLeast()).containsExactly(new double[] {1, 0, 0, 0}, EXACT);
    assertThat(TierShares.dial(1, 4).atLeast()).containsExactly(new double[] {1, 1, 1, 1}, EXACT);
    assertThat(TierShares.strong(0.49, 3).atLeast()[2]).isCloseTo(0.49, EXACT);
  }

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void readsSharesOfTiers() {
    assertThat(TierShares.of("simple=60%, moderate=25%", TIERS).atLeast())
        .containsExactly(new double[] {1, 0.4, 0.15}, EXACT);
    assertThat(TierShares.of("complex=10%,moderate=30%,simple=60%", TIERS).atLeast())
        .containsExactly(new double[] {1, 0.4, 0.1}, EXACT);
    assertThatThrownBy(() -> TierShares.of("simple=60%", TIERS))
        .hasMessageContaining("must name all tiers but one");
    assertThatThrownBy(() -> TierShares.of("simple=60%,moderate=50%", TIERS))
        .hasMessageContaining("found 110.0% for [simple, moderate]");
    assertThatThrownBy(() -> TierShares.of("simple=60%,hard=5%", TIERS))
        .hasMessageContaining("of simple, moderate, complex; found hard=5%");
    assertThatThrownBy(() -> TierShares.of("simple=0.6,moderate=5%", TIERS))
        .hasMessageContaining("must be a share such as 50%, not 0.6");
    assertThatThrownBy(() -> TierShares.of("simple=6%,simple=5%", TIERS))
        .hasMessageContaining("names simple twice");
  }

  @Test
  void cutsBetweenTheHardestAndTheRest() {
    double[] difficulty = {0.1, 0.9, 0.4, 0.6};
    TierCuts cuts = new TierCuts(2, new int[] {-1, -1, -1, -1}, difficulty);
    assertThat(cuts.thresholds(TierShares.dial(0.5, 2))).containsExactly(0, 0.5);
    assertThat(cuts.thresholds(TierShares.dial(0.25, 2))).containsExactly(0, 0.75);
    assertThat(cuts.thresholds(TierShares.dial(0, 2))).containsExactly(0, 1);
    assertThat(cuts.thresholds(TierShares.dial(1, 2))).containsExactly(0, 0);
    assertThat(cuts.tiers(new double[] {0, 0.5}, difficulty)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void countsWhatOthersDecide() {
    // of ten questions three are in the hardest tier anyway
    int[] fixed = {1, 1, 1, 0, -1, -1, -1, -1, -1, -1};
    double[] difficulty = {0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
    TierCuts cuts = new TierCuts(2, fixed, difficulty);
    double[] half = cuts.thresholds(TierShares.dial(0.5, 2));
    assertThat(half[1]).isEqualTo(0.45);
    assertThat(cuts.tiers(half, difficulty)).containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 1, 1);
    assertThat(cuts.thresholds(TierShares.dial(0.2, 2))[1]).isEqualTo(1);
  }

  @Test
  void takesTheNearestShareWhereManyAreEquallyHard() {
    double[] difficulty = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9, 0.2, 0.1};
    int[] free = new int[10];
    Arrays.fill(free, -1);
    TierCuts cuts = new TierCuts(2, free, difficulty);
    assertThat(cuts.thresholds(TierShares.dial(0.3, 2))[1]).isBetween(0.51, 0.9);
    assertThat(cuts.thresholds(TierShares.dial(0.6, 2))[1]).isBetween(0.21, 0.5);
    TierCuts equal = new TierCuts(2, new int[] {-1, -1}, new double[] {1, 1});
    assertThat(equal.thresholds(TierShares.dial(0, 2))).containsExactly(0, 0);
  }

  @Property
  void noHarderTierBeginsBelowAnEasierOneAndTheSharesAreNear(
      @ForAll @IntRange(min = 2, max = 5) int tiers,
      @ForAll @DoubleRange(min = 0, max = 1) double position,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    Random random = new Random(seed);
    int size = 300;
    int[] fixed = new int[size];
    double[] difficulty = new double[size];
    int others = 0;
    for (int i = 0; i < size; i++) {
      fixed[i] = random.nextInt(10) == 0 ? random.nextInt(tiers) : -1;
      others += fixed[i] < 0 ? 0 : 1;
      difficulty[i] = random.nextDouble();
    }
    TierCuts cuts = new TierCuts(tiers, fixed, difficulty);
    TierShares wanted = TierShares.dial(position, tiers);
    double[] thresholds = cuts.thresholds(wanted);
    assertThat(thresholds).isSorted();
    assertThat(thresholds[tiers - 1]).isLessThanOrEqualTo(1);
    int[] given = cuts.tiers(thresholds, difficulty);
    for (int tier = 1; tier < tiers; tier++) {
      int least = tier;
      double share = (double) Arrays.stream(given).filter(one -> one >= least).count() / size;
      assertThat(share).isCloseTo(wanted.atLeast()[tier], within((others + 1.0) / size));
    }
  }
}
