package dev.penstock.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another process that runs a class of this program. */
public final class Jvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private Jvm(Process process) {
    this.process = process;
    this.said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /**
   * Starts one.
   *
   * @param temporary a folder for what it leaves behind if it is killed
   */
  public static Jvm start(Class<?> program, Path temporary, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Upstream.java(),
                "-Xmx512m",
                "-Dguice_custom_class_loading=CHILD",
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    try {
      return new Jvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be started", e);
    }
  }

  /** The next line it says, or null at its end. */
  public @Nullable String line() {
    try {
      return said.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be read", e);
    }
  }

  /** Gives it an empty line to read. */
  public void ask() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be asked", e);
    }
  }

  /** Ends it with signal 9; what it has said before can still be read. */
  void kill() {
    var unused = process.toHandle().destroyForcibly();
  }

  /** Closes its input and waits for its end. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("a process does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be ended", e);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
