package dev.penstock.classifier.examples;

import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates the classifier {@code examples}: tier and intent by likeness to labelled utterances. */
public final class ExamplesClassifierFactory implements ClassifierFactory<ExamplesSettings> {
  /** For the service loader. */
  public ExamplesClassifierFactory() {}

  @Override
  public String name() {
    return "examples";
  }

  @Override
  public Class<ExamplesSettings> settings() {
    return ExamplesSettings.class;
  }

  @Override
  public Classifier create(ExamplesSettings settings, PluginContext context) {
    LabelledIntents intents = read(settings.file(), context);
    checkTiers(intents, context.tiers());
    Path path = settings.path();
    @Nullable VectorFolder folder = path == null ? null : VectorFolder.make(context.resolve(path));
    return new ExamplesClassifier(
        new Utterances(intents, context.tiers()),
        settings.neighbours(),
        settings.minSimilarity().fraction(),
        folder);
  }

  private static LabelledIntents read(Path file, PluginContext context) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      return context.read(file, LabelledIntents.class);
    }
    try {
      return IntentCsv.parse(context.readText(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void checkTiers(LabelledIntents intents, List<String> tiers) {
    List<String> wrong =
        intents.intents().stream()
            .filter(each -> !tiers.contains(each.tier()))
            .map(each -> "intent '" + each.intent() + "' has tier '" + each.tier() + "'")
            .limit(10)
            .toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "file: %s, but the policy's tiers are %s [UNKNOWN_REFERENCE]"
              .formatted(String.join(", ", wrong), String.join(", ", tiers)));
    }
  }
}
