package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
  @Test
  void learnsHowOftenAShareIsRight() {
    List<CrossFit.Case> cases = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 4_000; i++) {
      double share = i % 2 == 0 ? 0.9 : 0.6;
      cases.add(new CrossFit.Case(share, random.nextDouble() < (i % 2 == 0 ? 0.75 : 0.35)));
    }
    Calibration calibration = Calibration.of(cases);
    assertThat(calibration.chance(0.9)).isCloseTo(0.75, within(0.03));
    assertThat(calibration.chance(0.6)).isCloseTo(0.35, within(0.03));
  }

  @Test
  void takesSharesAsTheyAreWithoutCases() {
    Calibration calibration = Calibration.of(List.of());
    assertThat(calibration.chance(0.8)).isCloseTo(0.8, within(1e-9));
    assertThat(calibration.chance(1)).isCloseTo(0.999, within(1e-9));
  }

  @Test
  void isBentLittleByFewCases() {
    Calibration calibration = Calibration.of(List.of(new CrossFit.Case(0.9, false)));
    assertThat(calibration.chance(0.9)).isBetween(0.5, 0.9);
  }

  @Test
  void neverTakesALargerShareForASmallerChance() {
    List<CrossFit.Case> cases = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      cases.add(new CrossFit.Case(i % 2 == 0 ? 0.95 : 0.4, i % 2 != 0));
    }
    Calibration calibration = Calibration.of(cases);
    assertThat(calibration.chance(0.95)).isGreaterThanOrEqualTo(calibration.chance(0.4));
    assertThat(calibration.chance(0.7)).isCloseTo(0.5, within(0.05));
  }

  @Test
  void isNeverCertain() {
    List<CrossFit.Case> cases = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      cases.add(new CrossFit.Case(1, true));
    }
    assertThat(Calibration.of(cases).chance(1)).isBetween(0.95, 0.9999);
  }
}
