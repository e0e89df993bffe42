package dev.penstock.samples.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that serves, in a process of its own. */
final class ServeProcess {
  private ServeProcess() {}

  /**
   * Starts it with the files {@code policy.yaml} and {@code keys} of a folder.
   *
   * @param options what else is typed
   */
  static Process start(Path folder, String... options) throws IOException {
    return process(folder, command(folder, options));
  }

  /** The same in a process that may open no more files than that. */
  static Process startWithFiles(int most, Path folder, String... options) throws IOException {
    List<String> limited =
        new ArrayList<>(List.of("bash", "-c", "ulimit -n " + most + "; exec \"$@\"", "serve"));
    limited.addAll(command(folder, options));
    return process(folder, limited);
  }

  private static List<String> command(Path folder, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dguice_custom_class_loading=CHILD",
                "-classpath",
                System.getProperty("java.class.path"),
                "dev.penstock.samples.gateway.command.GatewayCommand",
                "serve",
                "--port=0",
                "--policy=" + folder.resolve("policy.yaml"),
                "--keys=" + folder.resolve("keys")));
    command.addAll(List.of(options));
    return command;
  }

  private static Process process(Path folder, List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
  }
}
