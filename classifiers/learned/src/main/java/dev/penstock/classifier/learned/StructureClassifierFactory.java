package dev.penstock.classifier.learned;

import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.PluginContext;

/** Creates the classifier {@code structure}: how much a question asks for, without vectors. */
public final class StructureClassifierFactory implements ClassifierFactory<StructureSettings> {
  /** For the service loader. */
  public StructureClassifierFactory() {}

  @Override
  public String name() {
    return StructureClassifier.SOURCE;
  }

  @Override
  public Class<StructureSettings> settings() {
    return StructureSettings.class;
  }

  @Override
  public Classifier create(StructureSettings settings, PluginContext context) {
    String named = settings.tier();
    if (named != null && !context.tiers().contains(named)) {
      throw new IllegalArgumentException(
          "tier: there is no tier '%s'; the policy's tiers are %s [UNKNOWN_REFERENCE]"
              .formatted(named, String.join(", ", context.tiers())));
    }
    return new StructureClassifier(settings, named == null ? context.tiers().getLast() : named);
  }
}
