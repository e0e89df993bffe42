package dev.penstock.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/conformance.md} to what the contract tests of the providers have recorded in
 * this build; {@code -Dconformance=apply} rewrites the page. Without records of all providers there
 * is nothing to compare.
 */
final class ConformanceTest {
  private static final Path PROVIDERS = Path.of("..", "..", "providers");
  private static final Path PAGE = Path.of("..", "..", "docs", "conformance.md");
  private static final String[] MODULES = {"openai", "anthropic", "gemini", "simulated"};

  /** Outcomes by test, then by provider. */
  private final Map<String, Map<String, String>> outcomes = new TreeMap<>();

  private final TreeSet<String> subjects = new TreeSet<>();

  @Test
  void thePageSaysWhatTheContractsHaveShown() throws IOException {
    for (String module : MODULES) {
      Path records = PROVIDERS.resolve(module).resolve("target").resolve("conformance");
      assumeTrue(Files.isDirectory(records), module + " has no records; run mvn verify");
      read(records);
    }
    String page = page();
    if ("apply".equals(System.getProperty("conformance"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("run mvn verify -Dconformance=apply to rewrite the page")
        .content()
        .isEqualTo(page);
  }

  private void read(Path records) throws IOException {
    try (Stream<Path> files = Files.list(records)) {
      for (Path file : files.sorted().toList()) {
        String subject = file.getFileName().toString().replace(".properties", "");
        subjects.add(subject);
        for (String line : Files.readAllLines(file)) {
          int end = line.indexOf('=');
          outcomes
              .computeIfAbsent(line.substring(0, end), test -> new TreeMap<>())
              .put(subject, line.substring(end + 1));
        }
      }
    }
  }

  private String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Conformance

        What the contract tests of the test kit have shown for each provider, against scripted servers. Each row is a test.
        `refused`: not declared, and refused before anything is sent. `not offered`: the provider has no such ability. Empty:
        the test is not for that provider. The build writes this page from its tests, and fails if they say anything else.

        """);
    page.append("| |");
    subjects.forEach(subject -> page.append(' ').append(subject).append(" |"));
    page.append("\n|---|").append("---|".repeat(subjects.size())).append('\n');
    outcomes.forEach(
        (test, bySubject) ->
            page.append("| ")
                .append(words(test))
                .append(" | ")
                .append(
                    subjects.stream()
                        .map(subject -> bySubject.getOrDefault(subject, ""))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
    return page.toString();
  }

  /** The sentence that the name of a test is. */
  private static String words(String test) {
    return test.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
