package dev.penstock.core.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Head;
import dev.penstock.core.match.Point;
import dev.penstock.core.match.Thresholds;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.testkit.FakeClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparableNeighboursTest {
  private static final int FEATURES = 25;
  private static final Embedding ASKED = new Embedding("here/model", new float[] {1, 0, 0});

  /** A head that looks at the similarity only, certified down to 0.9. */
  private static SimilarRecall recall() {
    List<Double> weights = new ArrayList<>(Collections.nCopies(FEATURES, 0.0));
    weights.set(0, 1.0);
    Head head =
        new Head(
            2, 0, Collections.nCopies(FEATURES, 0.0), Collections.nCopies(FEATURES, 1.0), weights);
    Evidence evidence = new Evidence(head, List.of(new Point(0.9, 1_000, 0, 0.001)));
    return new SimilarRecall(
        new Thresholds(Thresholds.VERSION, "here/model", Map.of(Thresholds.EVERYTHING, evidence)),
        0.05,
        null);
  }

  private static Neighbour neighbour(String text, @Nullable Embedding its) {
    return new Neighbour(
        text,
        new CacheKey("p", "p" + text, "where is my parcel"),
        new CachedAnswer(
            text,
            "shop",
            "route",
            "model",
            "provider",
            false,
            "simple",
            null,
            Usage.of(1, 1),
            Usd.ZERO,
            FakeClock.START),
        0.99,
        its == null ? Neighbour.Measure.LEXICAL : Neighbour.Measure.COSINE,
        null,
        its);
  }

  private static Similar judge(Neighbour... found) {
    return recall().judge("where is the parcel", List.of(), List.of(found), ASKED);
  }

  @Test
  void leavesOutNeighboursWithVectorsOfAnotherModelOrLength() {
    Neighbour other = neighbour("other", new Embedding("there/model", new float[] {1, 0, 0}));
    Neighbour longer = neighbour("longer", new Embedding("here/model", new float[] {1, 0, 0, 0}));
    Neighbour words = neighbour("words", null);
    Neighbour mine = neighbour("mine", new Embedding("here/model", new float[] {7, 1, 0}));
    assertThat(judge(other, longer, words).neighbour()).isNull();
    assertThat(judge(other, longer, words).likeness().reason()).contains("can be compared");
    Similar similar = judge(other, longer, words, mine);
    assertThat(similar.neighbour()).isEqualTo(mine);
    assertThat(similar.certain()).isTrue();
  }

  @Test
  void aCosineNeedsItsVector() {
    Neighbour words = neighbour("words", null);
    assertThatThrownBy(
            () ->
                new Neighbour(
                    words.entryId(),
                    words.key(),
                    words.answer(),
                    0.9,
                    Neighbour.Measure.COSINE,
                    null,
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs its vector");
  }
}
