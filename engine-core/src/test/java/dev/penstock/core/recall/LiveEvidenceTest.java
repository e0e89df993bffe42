package dev.penstock.core.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.report.CacheClass;
import dev.penstock.core.match.Agreement;
import dev.penstock.core.match.ClopperPearson;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Head;
import dev.penstock.core.match.Point;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveEvidenceTest {
  private static final int FEATURES = 25;
  private static final Evidence EVIDENCE =
      new Evidence(
          new Head(
              2,
              0,
              Collections.nCopies(FEATURES, 0.0),
              Collections.nCopies(FEATURES, 1.0),
              Collections.nCopies(FEATURES, 0.0)),
          List.of(new Point(0.95, 1_000, 0, 0.001), new Point(0.9, 2_000, 0, 0.001)));

  private final Experience experience = new Experience();
  private final LiveEvidence live = new LiveEvidence(EVIDENCE, 0.05, experience);

  private void checked(int times, double score, Agreement agreement) {
    for (int i = 0; i < times; i++) {
      experience.checked(score, agreement);
    }
  }

  @Test
  void contradictionsRaiseTheThresholdToWhereThePromiseIsKept() {
    assertThat(live.least()).isEqualTo(0.9);
    checked(100, 0.97, Agreement.SAME);
    checked(12, 0.92, Agreement.DIFFERENT);
    assertThat(live.least()).isEqualTo(0.95);
    checked(30, 0.96, Agreement.DIFFERENT);
    assertThat(live.least()).isNull();
  }

  @Test
  void aSingleContradictionIsNoPattern() {
    checked(1, 0.97, Agreement.DIFFERENT);
    assertThat(live.least()).isEqualTo(0.9);
    checked(1, 0.97, Agreement.DIFFERENT);
    assertThat(live.least()).isNull();
  }

  @Test
  void contradictionsWithinThePromiseChangeNothing() {
    checked(196, 0.97, Agreement.SAME);
    checked(4, 0.97, Agreement.DIFFERENT);
    assertThat(live.least()).isEqualTo(0.9);
  }

  @Test
  void theIntervalTakesUnsureChecksForRightBelowAndForWrongAbove() {
    checked(90, 0.97, Agreement.SAME);
    checked(4, 0.97, Agreement.DIFFERENT);
    checked(6, 0.97, Agreement.UNSURE);
    CacheClass found = live.describe("returns");
    assertThat(found.same()).isEqualTo(90);
    assertThat(found.different()).isEqualTo(4);
    assertThat(found.unsure()).isEqualTo(6);
    assertThat(found.falseAtLeast()).isEqualTo(ClopperPearson.lower(4, 100));
    assertThat(found.falseAtMost()).isEqualTo(ClopperPearson.upper(10, 100));
  }

  @Test
  void withoutChecksNothingIsKnown() {
    CacheClass found = live.describe("returns");
    assertThat(found.falseAtLeast()).isZero();
    assertThat(found.falseAtMost()).isOne();
  }
}
