package dev.penstock.core.evaluate;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Learner;
import dev.penstock.spi.Lesson;
import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Learns which questions were hard by heart: a line per lesson. */
final class FakeLearner implements ClassifierFactory<FakeLearner.Settings>, Learner {
  /** The file with what was learned. */
  public record Settings(Path file) {}

  /** What stands in it. */
  public record Learned(List<String> hard) {}

  @Override
  public String name() {
    return "by-heart";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String learn(List<Lesson> lessons) {
    if (lessons.size() < 2) {
      throw new IllegalArgumentException("one lesson is not enough");
    }
    return lessons.stream()
        .map(
            lesson ->
                "  - '%s %s %s'\n"
                    .formatted(
                        lesson.question(),
                        lesson.target(),
                        lesson.embedding() == null ? "-" : lesson.embedding().model()))
        .collect(Collectors.joining("", "hard:\n", ""));
  }

  @Override
  public Classifier create(Settings settings, PluginContext context) {
    List<String> hard = context.read(settings.file(), Learned.class).hard();
    return new Classifier() {
      @Override
      public Classification classify(ClassifierInput input) {
        boolean known = hard.stream().anyMatch(line -> line.startsWith(input.question() + " 1.0"));
        return new Classification(null, null, 1, known ? 0.9 : 0.1, List.of());
      }

      @Override
      public void close() {}
    };
  }
}
