package dev.penstock.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program under measurement, with all the processes that it starts; what it says is in a file.
 */
final class Child implements AutoCloseable {
  private static final int LOOK = 2;

  private final Process process;
  private final Path said;
  private final Thread end;

  private Child(Process process, Path said) {
    this.process = process;
    this.said = said;
    end = Thread.ofPlatform().unstarted(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Starts one in a folder. */
  static Child start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    return new Child(builder.start(), said);
  }

  /** What a line in what it says must be like, as soon as there is one. */
  Matcher awaitLine(Pattern line, Duration patience) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      boolean ended = !process.isAlive();
      String text = Files.readString(said);
      Matcher found = line.matcher(text);
      if (found.find()) {
        return found;
      }
      if (ended || System.nanoTime() - start > patience.toNanos()) {
        throw new IllegalStateException(
            (ended ? "a process has ended" : "a process is not ready in time") + ": " + text);
      }
      Thread.sleep(LOOK);
    }
  }

  /** User and system time of it and all it started, in nanoseconds. */
  long cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(handle -> handle.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }

  /** Waits for its end and returns its exit code. */
  int exit() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Sends it signal 15 and waits for its end.
   *
   * @return its exit code, or -1 if it does not end
   */
  int terminate(Duration patience) throws InterruptedException {
    process.destroy();
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    kill(process);
    try {
      boolean unused = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean unused = Runtime.getRuntime().removeShutdownHook(end);
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    var unused = process.destroyForcibly();
  }
}
