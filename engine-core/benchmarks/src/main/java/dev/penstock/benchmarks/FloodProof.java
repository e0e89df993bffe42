package dev.penstock.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers that no memory could hold, read by an engine with little of it. */
final class FloodProof {
  private FloodProof() {}

  static void show(Proof proof) {
    try {
      Process process =
          new ProcessBuilder(
                  Upstream.java(),
                  "-Xmx512m",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-Dguice_custom_class_loading=CHILD",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Flood.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      said.lines()
          .forEach(
              line ->
                  proof.shown(
                      "with -Xmx512m, " + line,
                      "answered or told",
                      "50 of 50",
                      line.endsWith(" 50")));
      proof.shown("process with -Xmx512m ended", Integer.toString(exit), "0", exit == 0);
    } catch (IOException e) {
      throw new UncheckedIOException("a process with little memory cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
