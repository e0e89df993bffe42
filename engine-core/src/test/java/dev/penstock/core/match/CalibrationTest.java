package dev.penstock.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static Sample sample(double similarity, boolean right, String cluster) {
    double[] features = new double[Features.NAMES.size()];
    features[0] = similarity;
    return new Sample(new Match(0, features, Map.of()), right, cluster);
  }

  private static List<Sample> samples(int count) {
    Random random = new Random(7);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double similarity = random.nextDouble();
      samples.add(sample(similarity, random.nextDouble() < 2 * similarity - 0.5, "c" + i % 40));
    }
    return samples;
  }

  @Test
  void givesNearerAnswersAHigherScore() {
    Evidence evidence = Calibration.evidence(samples(4_000), 1);
    assertThat(evidence.score(sample(0.9, true, "x").match().features()))
        .isGreaterThan(evidence.score(sample(0.5, true, "x").match().features()));
  }

  @Test
  void keepsAPromiseOnOtherSamples() {
    Evidence evidence = Calibration.evidence(samples(4_000), 1);
    Point point = evidence.certified(0.05).orElseThrow();
    Random random = new Random(8);
    int hits = 0;
    int wrong = 0;
    for (int i = 0; i < 20_000; i++) {
      double similarity = random.nextDouble();
      boolean right = random.nextDouble() < 2 * similarity - 0.5;
      if (evidence.score(sample(similarity, right, "x").match().features()) >= point.score()) {
        hits++;
        wrong += right ? 0 : 1;
      }
    }
    assertThat(hits).isGreaterThan(2_000);
    assertThat((double) wrong / hits).isLessThanOrEqualTo(0.05);
  }

  @Test
  void promisesNothingOfTooFewSamples() {
    List<Sample> few = new ArrayList<>();
    for (int i = 0; i < 58; i++) {
      few.add(sample(0.9, true, "c" + i));
    }
    assertThat(Calibration.evidence(few, 1).certified(0.05)).isEmpty();
    few.add(sample(0.9, true, "last"));
    assertThat(Calibration.evidence(few, 1).certified(0.05)).isPresent();
  }

  @Test
  void countsSamplesOfSeveralRoundsOnce() {
    List<Sample> twice = new ArrayList<>();
    for (int i = 0; i < 117; i++) {
      twice.add(sample(0.9, true, "c" + i / 2));
    }
    assertThat(Calibration.evidence(twice, 2).certified(0.05)).isEmpty();
  }

  @Test
  void promisesNothingOfFourClusters() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      samples.add(sample(0.9, true, "c" + i % 4));
    }
    assertThat(Calibration.evidence(samples, 1).certified(0.05)).isEmpty();
  }
}
