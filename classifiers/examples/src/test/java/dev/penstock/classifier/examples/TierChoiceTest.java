package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TierChoiceTest {
  @Test
  void takesTheLargestShareOfNeighbouringTiers() {
    assertThat(TierChoice.of(new double[] {0.55, 0.45, 0})).isZero();
    assertThat(TierChoice.of(new double[] {0.45, 0.55, 0})).isEqualTo(1);
    assertThat(TierChoice.of(new double[] {0, 0.45, 0.55})).isEqualTo(2);
  }

  @Test
  void doesNotTakeAQuestionForSimpleThatMayWellBeComplex() {
    assertThat(TierChoice.of(new double[] {0.58, 0, 0.42})).isEqualTo(2);
    assertThat(TierChoice.of(new double[] {0.62, 0, 0.38})).isZero();
  }

  @Test
  void takesTheHarderOfTwoThatCostTheSame() {
    assertThat(TierChoice.of(new double[] {0.5, 0.5})).isEqualTo(1);
  }

  @Test
  void takesNoTierThatNothingSpeaksFor() {
    assertThat(TierChoice.of(new double[] {0.5, 0, 0.5})).isEqualTo(2);
    assertThat(TierChoice.of(new double[] {1, 0, 0})).isZero();
  }
}
