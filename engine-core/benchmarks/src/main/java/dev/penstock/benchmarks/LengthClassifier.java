package dev.penstock.benchmarks;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.PluginContext;
import java.util.List;

/** The classifier {@code length}: the longer a question, the harder. */
final class LengthClassifier implements ClassifierFactory<LengthClassifier.Settings> {
  private static final double MIDDLING = 300;

  /** It has none. */
  record Settings() {}

  @Override
  public String name() {
    return "length";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Classifier create(Settings settings, PluginContext context) {
    return new ByLength();
  }

  private static final class ByLength implements Classifier, NonBlocking {
    @Override
    public Classification classify(ClassifierInput input) {
      double length = input.question().length();
      return new Classification(null, null, 1, length / (length + MIDDLING), List.of());
    }

    @Override
    public void close() {}
  }
}
