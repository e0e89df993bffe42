package dev.penstock.core.fakes;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.PluginContext;
import java.util.List;
import java.util.function.Function;

/** A classifier plugin that does what a test tells it. */
public final class FakeClassifier implements ClassifierFactory<NoSettings>, Classifier {
  private final String name;
  private final Function<ClassifierInput, Classification> behaviour;

  public FakeClassifier(String name, Function<ClassifierInput, Classification> behaviour) {
    this.name = name;
    this.behaviour = behaviour;
  }

  /** One that takes the first word of the question for the tier, if it is one. */
  public static FakeClassifier firstWord() {
    return new FakeClassifier(
        "first-word",
        input -> {
          String word = input.question().split(" ", 2)[0];
          return input.tiers().contains(word)
              ? new Classification(word, null, 1, List.of())
              : Classification.NONE;
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Classifier create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public Classification classify(ClassifierInput input) {
    return behaviour.apply(input);
  }

  @Override
  public void close() {}
}
