package dev.penstock.classifier.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import dev.penstock.testkit.ClassifierContract;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class LearnedClassifierTest extends ClassifierContract {
  private static final Path FILE = Path.of("head.json");
  private static final HeadFile STRUCTURE = Training.learn(Lessons.commasAreHard(100));
  private static final HeadFile VECTOR = Training.learn(Lessons.vectorsTell(100));

  @Override
  protected Classifier create() {
    return create(STRUCTURE);
  }

  private static Classifier create(HeadFile head) {
    return new LearnedClassifierFactory()
        .create(new LearnedSettings(FILE), TestPluginContext.named("learned").file(FILE, head));
  }

  @Override
  protected List<String> tiers() {
    return List.of("simple", "moderate", "complex");
  }

  @Override
  protected Map<String, String> known() {
    return Map.of();
  }

  @Override
  protected List<String> measured() {
    return List.of("Where is my parcel, the lamp, case 7", "Hello");
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ClassifierFactory.class))
        .anyMatch(LearnedClassifierFactory.class::isInstance);
  }

  @Test
  void saysWhatCountedMost() {
    try (Classifier classifier = create()) {
      assertThat(classify(classifier, "Where is my parcel, the lamp, case 7").signals())
          .extracting(Signal::id)
          .startsWith("difficulty", "commas")
          .hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void needsVectorsOnlyIfTheHeadDoes() {
    try (Classifier structure = create(STRUCTURE);
        Classifier vector = create(VECTOR)) {
      assertThat(structure).isNotInstanceOf(NeedsVectors.class);
      assertThat(vector).isInstanceOf(NeedsVectors.class);
    }
  }

  @Test
  void ranksByTheVector() {
    assertThat(ask(new Embedding(Lessons.MODEL, vector(2))).difficulty()).isGreaterThan(0.8);
    assertThat(ask(new Embedding(Lessons.MODEL, vector(-2))).difficulty()).isLessThan(0.2);
  }

  @Test
  void abstainsWithoutAVectorOfItsModel() {
    assertThat(classified(Optional.empty())).isEqualTo(abstained("the question has no vector"));
    assertThat(ask(new Embedding("local/other", vector(2))))
        .isEqualTo(abstained("learned with 8 numbers of local/tiny, got 8 of local/other"));
    assertThat(ask(new Embedding(Lessons.MODEL, new float[] {1})))
        .isEqualTo(abstained("learned with 8 numbers of local/tiny, got 1 of local/tiny"));
  }

  @Test
  void refusesToBePreparedByAnotherModel() throws Exception {
    try (Classifier classifier = create(VECTOR)) {
      NeedsVectors needy = (NeedsVectors) classifier;
      needy.prepare(embedder(Lessons.MODEL));
      assertThatThrownBy(() -> needy.prepare(embedder("local/other")))
          .isInstanceOf(ProviderException.class)
          .hasMessage(
              "is local/other, but the head was learned with local/tiny: learn it anew, or name"
                  + " that model");
    }
  }

  @Test
  void refusesHeadsOfNoUse() {
    HeadFile.Weighed words = new HeadFile.Weighed("words", 1, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadFile(2, 1, 0, 0, 0, List.of(words), null))
        .withMessage(
            "version: this is version 2 of the format, known is 1; learn the head anew [VERSION]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadFile(1, 1, 0, 0, 0, List.of(words, words), null))
        .withMessage("measures: 'words' is named twice [DUPLICATE]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadFile.Weighed("verbs", 1, 1, 1))
        .withMessage(
            "name: there is no measure 'verbs'; the head was made by another version, learn it"
                + " anew [UNKNOWN_REFERENCE]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadFile.Weighed("words", 1, 0, 1))
        .withMessage("scale: must be more than 0, not 0.0 [RANGE]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadFile.VectorWeights("m", List.of()))
        .withMessage("weights: there must be 1 to 4,096, not 0 [RANGE]");
  }

  @Test
  void writesPlainNumbersInAFixedOrder() {
    HeadFile head =
        new HeadFile(
            1,
            3,
            0.25,
            0.5,
            -0.0000000001,
            List.of(new HeadFile.Weighed("words", 1e3, 0.5, -1e-5)),
            new HeadFile.VectorWeights("a\"b", List.of(1.0, -2.5)));
    assertThat(HeadText.of(head))
        .isEqualTo(
            """
            {
              "version": 1,
              "lessons": 3,
              "held-out-error": 0.25,
              "plain-error": 0.5,
              "intercept": 0,
              "measures": [
                {"name": "words", "mean": 1000, "scale": 0.5, "weight": -0.00001}
              ],
              "vector": {
                "model": "a\\"b",
                "weights": [
                  1, -2.5
                ]
              }
            }
            """);
  }

  private static Classification abstained(String why) {
    return Classification.noSignal(List.of(new Signal("learned", "abstains", why)));
  }

  private Classification ask(Embedding embedding) {
    return classified(Optional.of(embedding));
  }

  private Classification classified(Optional<Embedding> embedding) {
    try (Classifier classifier = create(VECTOR)) {
      String question = "about my lamp xy";
      return classifier.classify(
          new ClassifierInput(ChatRequest.of(question), question, tiers(), () -> embedding));
    }
  }

  private static float[] vector(float first) {
    return new float[] {first, 0.1f, -0.1f, 0, 0, 0.1f, 0, 0};
  }

  private static TextEmbedder embedder(String model) {
    return new TextEmbedder() {
      @Override
      public String model() {
        return model;
      }

      @Override
      public List<Embedding> embed(List<String> texts) {
        throw new AssertionError("a head has no texts of its own");
      }
    };
  }
}
