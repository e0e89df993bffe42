package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.TextEmbedder;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExamplesClassifierTest {
  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ClassifierFactory.class))
        .anyMatch(ExamplesClassifierFactory.class::isInstance);
  }

  @Test
  void givesTierIntentAndWhatTheyWereTakenFrom() {
    try (Classifier classifier = Desk.prepared()) {
      Classification found = Desk.ask(classifier, "where is my parcel");
      assertThat(found.tier()).isEqualTo("simple");
      assertThat(found.intent()).isEqualTo("track-order");
      assertThat(found.signals().getFirst().source()).isEqualTo("examples");
      assertThat(found.signals().getFirst().id()).isEqualTo("track-order");
      assertThat(found.signals().getFirst().detail()).matches("simple, similarity \\d+%");
      assertThat(found.signals().getLast().id()).isEqualTo("(tiers)");
      assertThat(found.signals().getLast().detail())
          .matches("simple \\d+%, moderate \\d+%, complex \\d+%");
    }
  }

  @Test
  void isTheMoreConfidentTheClearerTheCase() {
    try (Classifier classifier = Desk.prepared()) {
      double clear = Desk.ask(classifier, "where is my order").confidence();
      double mixed = Desk.ask(classifier, "where is my address, my card, my order").confidence();
      assertThat(clear).isGreaterThan(mixed);
      assertThat(clear).isBetween(0.5, 0.999);
    }
  }

  @Test
  void saysNothingBeforeItHasVectors() {
    try (Classifier classifier = Desk.create(Desk.INTENTS, Desk.settings(null))) {
      assertNothing(
          Desk.ask(classifier, "where is my order"),
          new Signal("examples", "(vector)", "the examples have no vectors yet"));
    }
  }

  @Test
  void saysNothingOfAQuestionWithoutAVector() {
    try (Classifier classifier = Desk.prepared()) {
      assertNothing(
          Desk.ask(classifier, "where is my order", null),
          new Signal("examples", "(vector)", "there is no vector of the question"));
    }
  }

  @Test
  void comparesNoVectorsOfDifferentModels() {
    try (Classifier classifier = Desk.prepared()) {
      Embedding other = new WordEmbedder("test/other", 64).of("where is my order");
      assertNothing(
          Desk.ask(classifier, "where is my order", other),
          new Signal(
              "examples",
              "(vector)",
              "the question's vector is of test/other (64 numbers), those of the examples of"
                  + " test/words (64)"));
      Embedding longer = new WordEmbedder("test/words", 65).of("where is my order");
      assertThat(Desk.ask(classifier, "where is my order", longer).tier()).isNull();
    }
  }

  @Test
  void saysNothingOfAQuestionThatIsNearToNoExample() {
    try (Classifier classifier = Desk.withFloor(60)) {
      Classification found = Desk.ask(classifier, "sing about mountains and rivers");
      assertThat(found.tier()).isNull();
      assertThat(found.intent()).isNull();
      assertThat(found.signals())
          .singleElement()
          .satisfies(
              signal ->
                  assertThat(signal.detail())
                      .matches("similarity -?\\d+%, the nearest, is below 60%"));
      assertThat(Desk.ask(classifier, "where is my order").tier()).isEqualTo("simple");
    }
  }

  @Test
  void makesItsVectorsAnewForAnotherModelOnly() {
    try (Classifier classifier = Desk.prepared()) {
      WordEmbedder same = WordEmbedder.usual();
      Desk.prepare(classifier, same);
      assertThat(same.asked()).isZero();
      WordEmbedder other = new WordEmbedder("test/other", 32);
      Desk.prepare(classifier, other);
      assertThat(other.asked()).isEqualTo(12);
      String question = "where is my order";
      assertThat(Desk.ask(classifier, question, other.of(question)).tier()).isEqualTo("simple");
    }
  }

  @Test
  void saysTheSameToTheLastBitWhenItLearnsTwice() {
    try (Classifier one = Desk.prepared();
        Classifier other = Desk.prepared()) {
      for (String question : List.of("my order", "my card", "another street", "twice my parcel")) {
        assertThat(Desk.ask(one, question)).isEqualTo(Desk.ask(other, question));
      }
    }
  }

  @Test
  void refusesVectorsThatDoNotFitTheUtterances() {
    try (Classifier classifier = Desk.create(Desk.INTENTS, Desk.settings(null))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> prepare(classifier, texts -> List.of(WordEmbedder.usual().of("a"))))
          .withMessage("test/broken made 1 vectors of 12 utterances");
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  prepare(
                      classifier,
                      texts ->
                          IntStream.range(0, texts.size())
                              .mapToObj(i -> new WordEmbedder("test/broken", 2 + i).of("a"))
                              .toList()))
          .withMessage("test/broken made vectors of 2 and of 3 numbers");
      assertThat(Desk.ask(classifier, "where is my order").tier()).isNull();
    }
  }

  @Test
  void asksForVectorsInPartsOfBoundedSize() {
    List<Integer> sizes = new ArrayList<>();
    List<String> many = IntStream.range(0, 600).mapToObj(i -> "text number " + i).toList();
    LabelledIntents intents =
        new LabelledIntents(List.of(new LabelledIntent("many", "simple", many)));
    WordEmbedder words = new WordEmbedder("test/broken", 8);
    try (Classifier classifier = Desk.create(intents, Desk.settings(null))) {
      prepare(
          classifier,
          texts -> {
            sizes.add(texts.size());
            return words.embed(texts);
          });
    }
    assertThat(sizes).containsExactly(256, 256, 88);
  }

  @Test
  void readsCsv() {
    Path file = Path.of("INTENTS.CSV");
    var context =
        TestPluginContext.named("examples")
            .text(file, "text,intent,tier\r\nwhere is my order,track,simple\r\n");
    try (Classifier classifier =
        new ExamplesClassifierFactory()
            .create(new ExamplesSettings(file, null, null, null), context)) {
      Desk.prepare(classifier, WordEmbedder.usual());
      assertThat(Desk.ask(classifier, "where is my order").intent()).isEqualTo("track");
    }
  }

  @Test
  void namesTheFileOfAMistakeInCsv() {
    Path file = Path.of("intents.csv");
    var context = TestPluginContext.named("examples").text(file, "text,intent\r\n");
    var factory = new ExamplesClassifierFactory();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.create(new ExamplesSettings(file, null, null, null), context))
        .withMessage(
            "file: intents.csv: the first line must name the columns text, intent and tier;"
                + " it has text, intent [MISSING]");
  }

  @Test
  void refusesATierThatThePolicyDoesNotHave() {
    var context =
        TestPluginContext.named("examples").tiers("easy", "simple").file(Desk.FILE, Desk.INTENTS);
    var factory = new ExamplesClassifierFactory();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.create(Desk.settings(null), context))
        .withMessage(
            "file: intent 'change-address' has tier 'moderate', intent 'charged-twice' has tier"
                + " 'complex', but the policy's tiers are easy, simple [UNKNOWN_REFERENCE]");
  }

  @Test
  void saysNothingOnceItIsClosed() {
    Classifier classifier = Desk.prepared();
    classifier.close();
    assertThat(Desk.ask(classifier, "where is my order").tier()).isNull();
  }

  private interface Vectors {
    List<Embedding> of(List<String> texts);
  }

  private static void prepare(Classifier classifier, Vectors vectors) {
    Desk.prepare(
        classifier,
        new TextEmbedder() {
          @Override
          public String model() {
            return "test/broken";
          }

          @Override
          public List<Embedding> embed(List<String> texts) {
            return vectors.of(texts);
          }
        });
  }

  private static void assertNothing(Classification found, Signal why) {
    assertThat(found.tier()).isNull();
    assertThat(found.intent()).isNull();
    assertThat(found.signals()).containsExactly(why);
  }
}
