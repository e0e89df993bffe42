package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.TextEmbedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learning from clouds of points: one cloud per intent, with more or less in common. */
final class LearningTest {
  private static final int NUMBERS = 24;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 30", "2, 1", "30, 1", "3, 2", "40, 3", "2, 300"})
  void learnsFromAnyNumberOfIntentsAndUtterances(int intents, int each) throws Exception {
    Cloud cloud = new Cloud(intents, each, 0.5);
    Knowledge knowledge = cloud.learn();
    double[] shares = head(knowledge).shares(cloud.unit(0, 99));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
    assertThat(shares).hasSize(intents);
    double right = cloud.rightShare(knowledge);
    assertThat(right).isGreaterThan(0.9);
  }

  @Test
  void isRightAsOftenAsItSays() throws Exception {
    Cloud cloud = new Cloud(20, 8, 1.6);
    Knowledge knowledge = cloud.learn();
    double said = 0;
    for (int i = 0; i < Cloud.ASKED; i++) {
      said += cloud.confidence(knowledge, i) / Cloud.ASKED;
    }
    double right = cloud.rightShare(knowledge);
    assertThat(right).isBetween(0.5, 0.95);
    assertThat(said).isCloseTo(right, within(0.08));
  }

  @Test
  void learnsFromAPartWhenAllWouldTakeTooLong() {
    assertThat(Head.affordableRows(385, 77, 384)).isEqualTo(385);
    assertThat(Head.affordableRows(20_000, 77, 384)).isEqualTo(3_382);
    assertThat(Head.affordableRows(20_000, 1_000, 3_072)).isZero();
  }

  @Test
  void findsTheNearestOfManyByAGraph() throws Exception {
    Cloud cloud = new Cloud(30, 60, 0.6, 1_200);
    assertThat(cloud.rightShare(cloud.learn())).isGreaterThan(0.95);
  }

  @Test
  void leavesItToTheNeighboursWhenThereAreTooManyIntentsForAHead() throws Exception {
    Cloud cloud = new Cloud(300, 3, 0.3, 3_000);
    Knowledge knowledge = cloud.learn();
    assertThat(knowledge.head()).isNull();
    assertThat(cloud.rightShare(knowledge)).isGreaterThan(0.9);
  }

  private static Head head(Knowledge knowledge) {
    Head head = knowledge.head();
    if (head == null) {
      throw new AssertionError("there is no head");
    }
    return head;
  }

  /** Utterances of so many intents, of tiers in turn, spread so far around their intent's place. */
  private static final class Cloud {
    static final int ASKED = 400;
    private final int intents;
    private final double spread;
    private final int numbers;
    private final Utterances utterances;

    Cloud(int intents, int each, double spread) {
      this(intents, each, spread, NUMBERS);
    }

    Cloud(int intents, int each, double spread, int numbers) {
      this.intents = intents;
      this.spread = spread;
      this.numbers = numbers;
      List<LabelledIntent> labelled = new ArrayList<>();
      for (int i = 0; i < intents; i++) {
        int intent = i;
        labelled.add(
            new LabelledIntent(
                "i" + i,
                Desk.TIERS.get(i % 3),
                IntStream.range(0, each).mapToObj(n -> intent + " " + n).toList()));
      }
      this.utterances = new Utterances(new LabelledIntents(labelled), Desk.TIERS);
    }

    Knowledge learn() throws Exception {
      return Knowledge.of(
          utterances,
          new TextEmbedder() {
            @Override
            public String model() {
              return "test/cloud";
            }

            @Override
            public List<Embedding> embed(List<String> texts) {
              return texts.stream()
                  .map(text -> text.split(" "))
                  .map(t -> unit(Integer.parseInt(t[0]), Integer.parseInt(t[1])))
                  .map(unit -> new Embedding(model(), unit))
                  .toList();
            }
          },
          ExamplesSettings.DEFAULT_NEIGHBOURS,
          -1,
          null);
    }

    /** The vector of an intent's text of that number. */
    float[] unit(int intent, int number) {
      Random place = new Random(intent * 7_919L + 1);
      Random around = new Random(intent * 1_000_003L + number + 17);
      float[] vector = new float[numbers];
      for (int i = 0; i < numbers; i++) {
        vector[i] = (float) (place.nextGaussian() + spread * around.nextGaussian());
      }
      return new Embedding("test/cloud", vector).unit();
    }

    double rightShare(Knowledge knowledge) {
      int right = 0;
      for (int i = 0; i < ASKED; i++) {
        right += opinion(knowledge, i).tier() == utterances.tierOf(i % intents) ? 1 : 0;
      }
      return (double) right / ASKED;
    }

    double confidence(Knowledge knowledge, int i) {
      return knowledge.calibration().chance(opinion(knowledge, i).share());
    }

    private Opinion opinion(Knowledge knowledge, int i) {
      float[] unit = unit(i % intents, 10_000 + i);
      return Opinion.of(knowledge.head(), knowledge.index().nearest(unit, 20), unit, utterances);
    }
  }
}
