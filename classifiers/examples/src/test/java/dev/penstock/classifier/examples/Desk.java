package dev.penstock.classifier.examples;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Labelled utterances of a small desk, and classifiers that know them. */
final class Desk {
  static final List<String> TIERS = List.of("simple", "moderate", "complex");
  static final Path FILE = Path.of("intents.yaml");
  static final LabelledIntents INTENTS =
      new LabelledIntents(
          List.of(
              new LabelledIntent(
                  "track-order",
                  "simple",
                  List.of(
                      "where is my order",
                      "has my order shipped yet",
                      "when does my parcel arrive",
                      "track my parcel")),
              new LabelledIntent(
                  "change-address",
                  "moderate",
                  List.of(
                      "change the delivery address",
                      "send it to another address",
                      "i moved to another street",
                      "correct my address please")),
              new LabelledIntent(
                  "charged-twice",
                  "complex",
                  List.of(
                      "you charged my card twice",
                      "two payments were taken",
                      "double charge on my card",
                      "my bank shows the payment twice"))));

  private Desk() {}

  static ExamplesSettings settings(@Nullable Path path) {
    return new ExamplesSettings(FILE, null, null, path);
  }

  static Classifier create(LabelledIntents intents, ExamplesSettings settings) {
    return new ExamplesClassifierFactory()
        .create(settings, TestPluginContext.named("examples").file(FILE, intents));
  }

  static Classifier prepared(LabelledIntents intents, ExamplesSettings settings) {
    Classifier classifier = create(intents, settings);
    prepare(classifier, WordEmbedder.usual());
    return classifier;
  }

  static Classifier prepared() {
    return prepared(INTENTS, settings(null));
  }

  static Classifier withFloor(int percent) {
    return prepared(INTENTS, new ExamplesSettings(FILE, null, Share.ofPercent(percent), null));
  }

  static void prepare(Classifier classifier, TextEmbedder embedder) {
    try {
      ((NeedsVectors) classifier).prepare(embedder);
    } catch (ProviderException | InterruptedException e) {
      throw new AssertionError("the vectors of the test cannot fail", e);
    }
  }

  static Classification ask(Classifier classifier, String question) {
    return ask(classifier, question, WordEmbedder.usual().of(question));
  }

  static Classification ask(Classifier classifier, String question, @Nullable Embedding embedding) {
    return classifier.classify(
        new ClassifierInput(
            ChatRequest.of(question), question, TIERS, () -> Optional.ofNullable(embedding)));
  }
}
