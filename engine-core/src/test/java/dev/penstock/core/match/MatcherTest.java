package dev.penstock.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final Phrase ASKED = Phrase.of("where is the parcel");
  private static final float[] QUESTION = {1, 0, 0};

  /** A neighbour at a cosine from the question, turned about it by some angle. */
  private static Near near(String answer, double cosine, double turn) {
    double off = Math.sqrt(1 - cosine * cosine);
    float[] unit = {(float) cosine, (float) (off * Math.cos(turn)), (float) (off * Math.sin(turn))};
    return new Near(Phrase.of("where is a parcel"), cosine, answer, unit);
  }

  private static double feature(Match match, String name) {
    return Objects.requireNonNull(match.features())[Features.NAMES.indexOf(name)];
  }

  @Test
  void copiesOfAQuestionSupportAnAnswerLittleMoreThanOne() {
    List<Near> once = new ArrayList<>();
    once.add(near("right", 0.90, 1));
    once.add(near("other", 0.85, 4));
    List<Near> copied = new ArrayList<>(once);
    for (int i = 1; i < 8; i++) {
      copied.add(near("other", 0.85, 4 + i * 1e-4));
    }
    double before = feature(Matcher.match(ASKED, once), "other-wide");
    Match match = Matcher.match(ASKED, copied);
    assertThat(match.index()).isEqualTo(1);
    assertThat(feature(match, "support-wide")).isBetween(before, before + 0.1);
  }

  @Test
  void theNearerAnswerHasMoreSupport() {
    List<Near> near = List.of(near("right", 0.95, 1), near("other", 0.6, 4));
    Match match = Matcher.match(ASKED, near);
    assertThat(match.index()).isZero();
    assertThat(feature(match, "support-wide")).isGreaterThan(feature(match, "other-wide"));
    assertThat(feature(match, "support-close")).isGreaterThan(feature(match, "other-close"));
  }

  @Test
  void littleIsOpenAmongNeighboursAndAllFarFromThem() {
    Match inside = Matcher.match(ASKED, List.of(near("a", 0.98, 1), near("a", 0.98, 4)));
    Match outside = Matcher.match(ASKED, List.of(near("a", 0.3, 1), near("a", 0.3, 4)));
    assertThat(feature(inside, "open-close")).isLessThan(0.3);
    assertThat(feature(outside, "open-close")).isGreaterThan(0.99);
  }

  @Test
  void aRefusedNeighbourIsNotGivenButStandsForItsAnswer() {
    Near refused =
        new Near(Phrase.of("where is parcel 17"), 0.99, "17", new float[] {0.99f, 0.14f, 0});
    Match match = Matcher.match(ASKED, List.of(refused, near("right", 0.8, 2)));
    assertThat(match.index()).isEqualTo(1);
    assertThat(match.refused()).containsEntry("numbers", 1);
    assertThat(feature(match, "other-wide")).isGreaterThan(feature(match, "support-wide"));
    Near same = new Near(refused.phrase(), 0.99, "right", refused.unit());
    Match agreed = Matcher.match(ASKED, List.of(same, near("right", 0.8, 2)));
    assertThat(agreed.index()).isEqualTo(1);
    assertThat(feature(agreed, "support-wide")).isGreaterThan(0.9);
  }

  @Test
  void countsTheSameQuestionStoredAnyNumberOfTimes() {
    List<Near> copies = new ArrayList<>();
    for (int i = 0; i < Matcher.NEIGHBOURS; i++) {
      copies.add(new Near(ASKED, 1, "right", QUESTION));
    }
    assertThat(feature(Matcher.match(ASKED, copies), "support-wide")).isEqualTo(1, within(0.01));
  }

  @Test
  void comparesWordsWhereThereAreNoVectors() {
    Near near = new Near(Phrase.of("where is my parcel"), 0.6, "right", null);
    Near other = new Near(Phrase.of("my parcel is gone"), 0.3, "other", null);
    Match match = Matcher.match(ASKED, List.of(near, other));
    assertThat(match.index()).isZero();
    assertThat(near.similarityTo(other)).isEqualTo(near.phrase().sharedWith(other.phrase()));
    assertThat(feature(match, "support-wide")).isBetween(0.0, 1.0);
  }
}
