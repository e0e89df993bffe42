package dev.penstock.classifier.learned;

import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.Learner;
import dev.penstock.spi.Lesson;
import dev.penstock.spi.PluginContext;
import java.util.List;

/** Creates the classifier {@code learned}, and learns what its file says. */
public final class LearnedClassifierFactory implements ClassifierFactory<LearnedSettings>, Learner {
  /** For the service loader. */
  public LearnedClassifierFactory() {}

  @Override
  public String name() {
    return Opinion.SOURCE;
  }

  @Override
  public Class<LearnedSettings> settings() {
    return LearnedSettings.class;
  }

  @Override
  public Classifier create(LearnedSettings settings, PluginContext context) {
    HeadFile file = context.read(settings.file(), HeadFile.class);
    HeadFile.VectorWeights vector = file.vector();
    return vector == null ? new StructureHead(file) : new VectorHead(file, vector);
  }

  @Override
  public String learn(List<Lesson> lessons) {
    return HeadText.of(Training.learn(lessons));
  }
}
