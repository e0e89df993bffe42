package dev.penstock.core.policy;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The classifier plugin {@code fake}, with rules in the policy or in a file, or one in a text. */
public final class FakeClassifierFactory
    implements ClassifierFactory<FakeClassifierFactory.Settings> {

  /** The settings, which are also what a file holds. */
  public record Settings(@Nullable List<Rule> rules, @Nullable Path file) {}

  /** A rule that refuses some patterns. */
  public record Rule(String match, String tier) {
    public Rule {
      String code = code(match);
      if (!code.isEmpty()) {
        throw new IllegalArgumentException("match: is of no use [" + code + "]");
      }
    }

    private static String code(String match) {
      if (match.isEmpty()) {
        return "REGEX_EMPTY";
      }
      if (match.contains("(?=")) {
        return "REGEX_UNSUPPORTED";
      }
      if (match.matches(".*\\{100}.*\\{100}.*\\{100}")) {
        return "REGEX_TOO_COMPLEX";
      }
      try {
        Pattern.compile(match);
        return "";
      } catch (PatternSyntaxException e) {
        return "REGEX_SYNTAX";
      }
    }
  }

  /** Finds nothing. */
  public record Nothing(Settings settings) implements Classifier {
    @Override
    public Classification classify(ClassifierInput input) {
      return Classification.NONE;
    }

    @Override
    public void close() {}
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Classifier create(Settings settings, PluginContext context) {
    Path file = settings.file();
    if (file == null) {
      return new Nothing(settings);
    }
    return new Nothing(
        file.toString().endsWith(".txt")
            ? new Settings(List.of(new Rule(context.readText(file), "simple")), null)
            : context.read(file, Settings.class));
  }
}
