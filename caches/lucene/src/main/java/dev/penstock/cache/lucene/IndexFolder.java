package dev.penstock.cache.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of an index. */
final class IndexFolder {
  private static final Pattern OWN_FILE =
      Pattern.compile("write\\.lock|(pending_)?segments_.*|_[0-9a-z]+[._].*");

  private IndexFolder() {}

  /**
   * Makes the folder, readable by its owner only, if it is not there.
   *
   * @throws IllegalArgumentException if it cannot be the folder of an index
   */
  static Path make(Path folder) {
    try {
      if (!Files.exists(folder)) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        create(folder);
      }
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IllegalArgumentException(
            "path: %s is not a folder that can be written".formatted(folder));
      }
      refuseForeignFiles(folder);
      return folder.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "path: cannot make the folder %s: %s".formatted(folder, e), e);
    }
  }

  private static void create(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /** A damaged index is moved away with its folder; nobody else's files may be in it. */
  private static void refuseForeignFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !OWN_FILE.matcher(file.getFileName().toString()).matches())
          .findFirst()
          .ifPresent(
              foreign -> {
                throw new IllegalArgumentException(
                    "path: the folder %s holds other files, such as %s; give the cache a folder of its own"
                        .formatted(folder, foreign.getFileName()));
              });
    }
  }

  /** Renames a folder to {@code NAME.corrupt-N}, and makes it anew; returns where it went. */
  static Path setAside(Path folder) throws IOException {
    int number = 1;
    while (Files.exists(aside(folder, number))) {
      number++;
    }
    Path aside = Files.move(folder, aside(folder, number));
    create(folder);
    return aside;
  }

  private static Path aside(Path folder, int number) {
    return folder.resolveSibling(folder.getFileName() + ".corrupt-" + number);
  }
}
