package dev.penstock.core.evaluate;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files that others may be reading: they see the old content or the new one. */
final class WholeFile {
  private WholeFile() {}

  static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // not a temporary file of the platform's, which nobody else could read
    String name = "." + file.getFileName() + "." + UUID.randomUUID() + ".tmp";
    Path beside = folder == null ? Path.of(name) : folder.resolve(name);
    boolean moved = false;
    try {
      Files.writeString(beside, text, StandardOpenOption.CREATE_NEW);
      move(beside, file);
      moved = true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(beside);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
