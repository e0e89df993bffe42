package dev.penstock.classifier.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the vectors of utterances over restarts. They serve only the model and the texts that they
 * were made for; any others take their place.
 */
final class VectorFolder {
  private static final System.Logger LOG = System.getLogger(VectorFolder.class.getName());

  /** Nobody else keeps anything in it, so whatever is damaged there may go. */
  private static final String OWN = "penstock-examples";

  private static final String FORMAT = "format";
  private static final String VERSION = "1";
  private static final String MODEL = "model";
  private static final String TEXTS = "texts";

  private final Path folder;

  private VectorFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes a folder in that of the settings, readable by its owner only, if it is not there.
   *
   * @throws IllegalArgumentException if it cannot be used
   */
  static VectorFolder make(Path path) {
    Path folder = path.resolve(OWN);
    try {
      if (!Files.exists(folder)) {
        create(folder.toAbsolutePath());
      }
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IllegalArgumentException(
            "path: %s is not a folder that can be written [NOT_WRITABLE]".formatted(folder));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "path: cannot make the folder %s: %s [NOT_WRITABLE]".formatted(folder, e), e);
    }
    return new VectorFolder(folder);
  }

  private static void create(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /** The vectors as they were kept, or null if there are none of this model for these texts. */
  float @Nullable [][] read(String model, Utterances utterances) {
    try (Directory directory = FSDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        return null;
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        boolean fits =
            reader.getIndexCommit().getUserData().equals(about(model, utterances))
                && reader.numDocs() == utterances.size();
        return fits ? vectors(reader) : null;
      }
    } catch (IOException | IllegalArgumentException e) {
      // Lucene throws the latter for an index of a version whose codec is not there
      LOG.log(
          System.Logger.Level.WARNING,
          "the vectors in {0} cannot be read and are made anew: {1}",
          folder,
          e.getMessage());
      return null;
    }
  }

  private static float @Nullable [][] vectors(DirectoryReader reader) throws IOException {
    float[][] units = new float[reader.numDocs()][];
    for (LeafReaderContext leaf : reader.leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(VectorIndex.FIELD);
      if (values == null || values.size() != leaf.reader().maxDoc()) {
        return null;
      }
      for (int i = 0; i < values.size(); i++) {
        units[leaf.docBase + i] = values.vectorValue(i).clone();
      }
    }
    return units;
  }

  /** Keeps vectors; if that fails, they are made again after the next start. */
  void write(String model, Utterances utterances, float[][] units) {
    try {
      clear();
      try (Directory directory = FSDirectory.open(folder)) {
        VectorIndex.write(directory, units, about(model, utterances));
      }
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the vectors cannot be kept in {0} and will be made again after the next start: {1}",
          folder,
          e.getMessage());
    }
  }

  /** Lucene cannot write over an index that it cannot read. */
  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static Map<String, String> about(String model, Utterances utterances) {
    return Map.of(FORMAT, VERSION, MODEL, model, TEXTS, utterances.digest());
  }
}
