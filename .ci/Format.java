import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Runs google-java-format over every Java file below the working directory. {@code check} names the
 * files that are not formatted and fails, {@code apply} rewrites them.
 */
final class Format {
  public static void main(String[] args) throws IOException {
    String mode = args.length == 1 ? args[0] : "";
    List<String> line =
        switch (mode) {
          case "check" -> new ArrayList<>(List.of("--dry-run", "--set-exit-if-changed"));
          case "apply" -> new ArrayList<>(List.of("--replace"));
          default ->
              throw new IllegalArgumentException("format is '" + mode + "', not check or apply");
        };
    List<String> files = javaFiles(Path.of(""));
    line.addAll(files);
    int exit =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, line.toArray(String[]::new));
    if (exit != 0 && mode.equals("check")) {
      System.out.println("The files above are not formatted. Run: mvn -N verify -Dformat=apply");
    }
    System.exit(exit);
  }

  private static List<String> javaFiles(Path top) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName().toString();
            boolean skip = name.equals("target") || name.startsWith(".") && !name.equals(".ci");
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".java")) {
              found.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
