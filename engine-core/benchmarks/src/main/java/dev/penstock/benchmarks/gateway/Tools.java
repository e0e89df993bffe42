package dev.penstock.benchmarks.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The programs that the gateway is measured with.
 *
 * @param wrk makes load
 * @param nginx is what the gateway is compared with
 * @param libraries where they may find what they are linked to
 */
record Tools(Path wrk, Path nginx, String libraries) {
  /** They cannot be had; the message says why. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    Missing(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** Finds them, or has Debian's packages unpacked. */
  static Tools find(Path bench) throws Missing, InterruptedException {
    try {
      Process process =
          new ProcessBuilder("bash", bench.resolve("bench").toString(), "tools").start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String trouble =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new Missing(trouble.replaceAll("\\s+", " "));
      }
      Map<String, String> found = new HashMap<>();
      said.lines()
          .forEach(
              line -> {
                int equals = line.indexOf('=');
                found.put(line.substring(0, equals), line.substring(equals + 1));
              });
      return new Tools(
          Path.of(Objects.requireNonNull(found.get("wrk"))),
          Path.of(Objects.requireNonNull(found.get("nginx"))),
          Objects.requireNonNull(found.get("libraries")));
    } catch (IOException e) {
      throw new Missing("bash is needed: " + e.getMessage());
    }
  }

  /** What they must find in their environment. */
  Map<String, String> environment() {
    return Map.of("LD_LIBRARY_PATH", libraries);
  }
}
