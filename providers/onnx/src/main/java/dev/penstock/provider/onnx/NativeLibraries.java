package dev.penstock.provider.onnx;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the native libraries of ONNX Runtime and of the tokenizer into a new folder that only its
 * owner can read or write, and removes it as soon as they are loaded. Left to themselves, the two
 * leave theirs in the home and among temporary files.
 */
final class NativeLibraries {
  private static final String ONNX_PATH = "onnxruntime.native.path";
  private static final String TOKENIZER_PATH = "RUST_LIBRARY_PATH";
  private static final String TOKENIZER = "libtokenizers.so";

  private NativeLibraries() {}

  /** Loads something that needs the libraries. */
  interface Load<T> {
    T load() throws IOException, OrtException;
  }

  /**
   * Runs a first use of the libraries with the folder in place. One at a time, since system
   * properties are how the libraries are told of it; they are put back.
   */
  static synchronized <T> T with(@Nullable Path parent, Load<T> load)
      throws IOException, OrtException {
    List<String> resources = resources();
    if (resources.isEmpty() || System.getProperty(ONNX_PATH) != null) {
      return load.load();
    }
    Path folder = folder(parent);
    Map<String, @Nullable String> before = new HashMap<>();
    try {
      for (String resource : resources) {
        unpack(resource, folder);
      }
      set(ONNX_PATH, folder, before);
      if (System.getenv(TOKENIZER_PATH) == null) {
        set(TOKENIZER_PATH, folder.resolve(TOKENIZER), before);
      }
      return load.load();
    } catch (UnsatisfiedLinkError e) {
      throw new IOException(
          "native libraries cannot be loaded from %s; set native-dir to a folder that allows it: %s"
              .formatted(folder, e.getMessage()),
          e);
    } finally {
      before.forEach(NativeLibraries::restore);
      delete(folder);
    }
  }

  private static Path folder(@Nullable Path parent) throws IOException {
    if (parent == null) {
      return Files.createTempDirectory("penstock-onnx");
    }
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent.toAbsolutePath(), "penstock-onnx");
  }

  /** Those of this platform, or none if it is another than the usual ones. */
  private static List<String> resources() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (!os.contains("linux") || !(arm || arch.equals("amd64") || arch.equals("x86_64"))) {
      return List.of();
    }
    String onnx = "/ai/onnxruntime/native/linux-" + (arm ? "aarch64" : "x64") + "/";
    String tokenizer = "/native/lib/linux-" + (arm ? "aarch64" : "x86_64") + "/cpu/";
    return List.of(
        onnx + "libonnxruntime.so", onnx + "libonnxruntime4j_jni.so", tokenizer + TOKENIZER);
  }

  private static void unpack(String resource, Path folder) throws IOException {
    try (InputStream in = NativeLibraries.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the library " + resource + " is not on the class path");
      }
      Files.copy(in, folder.resolve(resource.substring(resource.lastIndexOf('/') + 1)));
    }
  }

  private static void set(String name, Path path, Map<String, @Nullable String> before) {
    before.put(name, System.setProperty(name, path.toString()));
  }

  private static void restore(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
