package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.access.KeyFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key of a run that was given no file of keys; its file is gone after the run. */
final class OwnKey implements AutoCloseable {
  private final Path folder;
  private final String text;

  private OwnKey(Path folder, String text) {
    this.folder = folder;
    this.text = text;
  }

  static OwnKey make() throws IOException {
    Path folder = Files.createTempDirectory("gateway");
    return new OwnKey(folder, KeyFile.create(file(folder), "demo", null, false, null));
  }

  private static Path file(Path folder) {
    return folder.resolve("keys");
  }

  Path file() {
    return file(folder);
  }

  String text() {
    return text;
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path each : files) {
        Files.deleteIfExists(each);
      }
    }
    Files.deleteIfExists(folder);
  }
}
