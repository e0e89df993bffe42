package dev.penstock.samples.supportdesk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The policy that comes with the sample. */
final class OwnPolicy {
  private static final String FOLDER = "/policies/";
  private static final String POLICY = "support-desk.yaml";
  private static final List<String> FILES =
      List.of(
          POLICY,
          "tiers.yaml",
          "intents.csv",
          "router-head.json",
          "router-thresholds.yaml",
          "prompts/simple.md",
          "prompts/moderate.md",
          "prompts/complex.md",
          "prompts/urgent.md");

  private OwnPolicy() {}

  /** Its file; unpacked first if the sample runs from a jar. */
  static Path file() {
    try {
      URL url = Objects.requireNonNull(OwnPolicy.class.getResource(FOLDER + POLICY), POLICY);
      return url.getProtocol().equals("file") ? Path.of(new URI(url.toString())) : unpacked();
    } catch (IOException | URISyntaxException e) {
      throw new UsageException("cannot read the policy of the sample", e);
    }
  }

  private static Path unpacked() throws IOException {
    Path folder = Files.createTempDirectory("support-desk");
    folder.toFile().deleteOnExit();
    for (String name : FILES) {
      Path file = folder.resolve(name);
      Path parent = Objects.requireNonNull(file.getParent());
      if (!Files.exists(parent)) {
        Files.createDirectory(parent).toFile().deleteOnExit();
      }
      try (InputStream in = OwnPolicy.class.getResourceAsStream(FOLDER + name)) {
        Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
      }
      file.toFile().deleteOnExit();
    }
    return folder.resolve(POLICY);
  }
}
