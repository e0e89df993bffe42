package dev.penstock.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The sample's keyword rules as a file, which is what a policy names. */
final class RuleFile {
  private static final Path PATH = copy();

  private RuleFile() {}

  static Path path() {
    return PATH;
  }

  private static Path copy() {
    try (InputStream rules =
        Objects.requireNonNull(RuleFile.class.getResourceAsStream("tiers.yaml"))) {
      Path file = Files.createTempFile("tiers", ".yaml");
      file.toFile().deleteOnExit();
      Files.copy(rules, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the keyword rules cannot be copied", e);
    }
  }
}
