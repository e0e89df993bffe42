package dev.penstock.testkit.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What came of the contracts in one run, written into {@code target/conformance} at its end: a file
 * for each provider, a line {@code test=outcome} for each test.
 */
final class ContractRecords implements AutoCloseable {
  private static final Path BUILD = Path.of("target");

  private final Map<String, Map<String, String>> outcomes = new ConcurrentHashMap<>();

  /** A later outcome of a test takes the place of an earlier one, but for a failure. */
  void add(String subject, String test, String outcome) {
    outcomes
        .computeIfAbsent(subject, key -> new ConcurrentSkipListMap<>())
        .merge(test, outcome, (old, now) -> old.equals("failed") ? old : now);
  }

  /** Writes nothing outside of Maven, or if only some tests were asked for. */
  @Override
  public void close() throws IOException {
    if (System.getProperty("test") != null || !Files.isDirectory(BUILD)) {
      return;
    }
    Path folder = Files.createDirectories(BUILD.resolve("conformance"));
    for (Map.Entry<String, Map<String, String>> subject : new TreeMap<>(outcomes).entrySet()) {
      StringBuilder lines = new StringBuilder();
      subject
          .getValue()
          .forEach((test, outcome) -> lines.append(test).append('=').append(outcome).append('\n'));
      String name = subject.getKey().replaceAll("[^A-Za-z0-9._-]", "-");
      Files.writeString(folder.resolve(name + ".properties"), lines);
    }
  }
}
