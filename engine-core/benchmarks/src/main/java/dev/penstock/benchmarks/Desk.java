package dev.penstock.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of the support desk sample in a process of its own.
 *
 * @param exit its exit code
 * @param said what it wrote to both outputs
 */
record Desk(int exit, String said) {
  private static final String MAIN = "dev.penstock.samples.supportdesk.SupportDesk";
  private static final long MOST_SECONDS = 180;

  /** Whether the sample is on the class path. */
  static boolean isThere() {
    return Desk.class.getResource("/" + MAIN.replace('.', '/') + ".class") != null;
  }

  /** Runs it; what it says goes through a file in the folder. */
  static Desk run(Folder folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Upstream.java());
    command.add("-Dguice_custom_class_loading=CHILD");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.addAll(arguments);
    Path said = folder.path().resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the sample ran", e);
    }
    return new Desk(process.exitValue(), Files.readString(said));
  }
}
