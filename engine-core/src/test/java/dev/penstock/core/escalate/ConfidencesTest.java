package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.api.Confidence;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Signal;
import dev.penstock.core.escalate.ConfidenceMap.Level;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ConfidencesTest {
  private static final ConfidenceMap MAP =
      new ConfidenceMap(
          1, List.of(new Level(0.2, 0.1, 10), new Level(0.6, 0.5, 10), new Level(0.8, 0.9, 10)));
  private static final Check UNKNOWN_ID = new Check("unknown-ids", -2, "1 ids that nobody gave it");

  private final Confidences plain = new Confidences(null);

  private static Classified classified(double confidence) {
    return new Classified(
        "simple",
        null,
        confidence,
        confidence == 0 ? Classified.UNSURE : "examples",
        null,
        List.of());
  }

  @Test
  void growsWithTheClassifiersConfidence() {
    double least = plain.ofModel(classified(0)).value();
    double half = plain.ofModel(classified(0.5)).value();
    double sure = plain.ofModel(classified(0.95)).value();
    assertThat(least).isLessThan(half);
    assertThat(half).isLessThan(sure).isCloseTo(0.818, within(0.001));
    assertThat(plain.ofModel(classified(1)).value()).isBetween(sure, 0.98);
  }

  @Test
  void fallsWithWhatTheChecksFound() {
    Confidence good = plain.ofModel(classified(0.9), List.of());
    Confidence bad = plain.ofModel(classified(0.9), List.of(UNKNOWN_ID));
    assertThat(bad.value()).isLessThan(good.value());
    assertThat(good.grounds()).extracting(Signal::id).containsExactly("examples", "passed");
    assertThat(bad.grounds()).extracting(Signal::id).containsExactly("examples", "unknown-ids");
    assertThat(bad.grounds().getLast().detail()).isEqualTo("1 ids that nobody gave it (-2.0)");
    assertThat(bad.calibrated()).isFalse();
    assertThat(bad.value()).isEqualTo(bad.score());
  }

  @Test
  void isLessForASimilarQuestionThanForTheSame() {
    double same = plain.ofRecalled(null).value();
    assertThat(plain.ofRecalled(3.0).value()).isLessThan(same).isGreaterThan(0.7);
    assertThat(plain.ofRecalled(0.0).value()).isCloseTo(same / 2, within(1e-9));
  }

  @Test
  void isTheShareOfRightAnswersOnceItIsCalibrated() {
    Confidence calibrated = new Confidences(MAP).ofModel(classified(0.5));
    assertThat(calibrated.calibrated()).isTrue();
    assertThat(calibrated.score()).isCloseTo(0.818, within(0.001));
    assertThat(calibrated.value()).isEqualTo(0.9);
  }

  @Test
  void takesTheStraightLineBetweenLevels() {
    assertThat(MAP.right(0)).isEqualTo(0.1);
    assertThat(MAP.right(0.2)).isEqualTo(0.1);
    assertThat(MAP.right(0.4)).isCloseTo(0.3, within(1e-9));
    assertThat(MAP.right(0.6)).isEqualTo(0.5);
    assertThat(MAP.right(0.7)).isCloseTo(0.7, within(1e-9));
    assertThat(MAP.right(1)).isEqualTo(0.9);
  }

  @Property
  void neverFallsAsTheScoreGrows(
      @ForAll @DoubleRange(max = 1) double one, @ForAll @DoubleRange(max = 1) double other) {
    assertThat(MAP.right(Math.min(one, other)))
        .isLessThanOrEqualTo(MAP.right(Math.max(one, other)));
  }

  @Test
  void refusesACalibrationThatFalls() {
    assertThatThrownBy(
            () -> new ConfidenceMap(1, List.of(new Level(0.2, 0.5, 1), new Level(0.4, 0.4, 1))))
        .hasMessageContaining("do not fall");
    assertThatThrownBy(() -> new ConfidenceMap(2, MAP.levels())).hasMessageContaining("version");
    assertThatThrownBy(() -> new ConfidenceMap(1, List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new Level(1.2, 0.5, 1)).hasMessageContaining("0 to 1");
  }
}
