package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program of this machine did.
 *
 * @param code its exit code
 * @param out what it wrote, errors included
 */
record Tool(int code, String out) {
  /** Aborts the test, and says so, if the program is not there. */
  static Tool version(String program, String option) {
    try {
      return run(Path.of("."), Map.of(), Duration.ofSeconds(20), List.of(program, option));
    } catch (UncheckedIOException e) {
      assumeTrue(false, program + " is not on this machine: " + e.getCause().getMessage());
      throw e;
    }
  }

  /** Runs a program until it ends, for at most that time. */
  static Tool run(Path folder, Map<String, String> variables, Duration most, List<String> command) {
    Path output = null;
    try {
      output = Files.createTempFile("gateway-clients", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String out = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("%s took longer than %s: %s", command, most, out).isTrue();
      return new Tool(process.exitValue(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      delete(output);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
