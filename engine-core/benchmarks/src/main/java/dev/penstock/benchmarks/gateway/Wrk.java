package dev.penstock.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load by wrk, no two requests of which are the same. */
final class Wrk {
  private static final Pattern RESULT =
      Pattern.compile("(?m)^result (\\d+) (\\d+) ([0-9.]+) (\\d+) (\\d+)$");

  private final Tools tools;
  private final Path script;
  private final Path folder;
  private final String key;
  private final AtomicInteger runs = new AtomicInteger();

  Wrk(Tools tools, Path bench, Path folder, String key) {
    this.tools = tools;
    this.script = bench.resolve("requests.lua");
    this.folder = folder;
    this.key = key;
  }

  /**
   * What a run found.
   *
   * @param requests answered ones
   * @param errors answers other than 200, and failures
   * @param seconds how long it took
   * @param p50 microseconds of the median answer
   * @param p99 microseconds of the 99th percentile
   */
  record Result(long requests, long errors, double seconds, long p50, long p99) {}

  /** Whole answers, at once. */
  Result whole(int port, int connections, Duration time) throws IOException, InterruptedException {
    return whole(port, connections, time, 0);
  }

  /** Whole answers, each after so many milliseconds. */
  Result whole(int port, int connections, Duration time, int after)
      throws IOException, InterruptedException {
    return run(port, connections, time, "/v1/chat/completions", "false", Shape.text(1, after));
  }

  /** Streams of so many chunks, with so many milliseconds before each. */
  Result streams(int port, String path, int connections, Duration time, int chunks, int gap)
      throws IOException, InterruptedException {
    return run(port, connections, time, path, "true", Shape.text(chunks, gap));
  }

  private Result run(
      int port, int connections, Duration time, String path, String stream, String shape)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(tools.wrk().toString());
    command.addAll(List.of("-t1", "-c" + connections, "-d" + time.toSeconds() + "s"));
    command.addAll(List.of("--timeout", "10s", "-s", script.toString()));
    command.addAll(List.of("http://127.0.0.1:" + port, "--", key, path, stream, shape));
    command.add("run" + runs.incrementAndGet());
    try (Child wrk = Child.start(folder, tools.environment(), command)) {
      Matcher result = wrk.awaitLine(RESULT, time.plusSeconds(30));
      return new Result(
          Long.parseLong(result.group(1)),
          Long.parseLong(result.group(2)),
          Double.parseDouble(result.group(3)),
          Long.parseLong(result.group(4)),
          Long.parseLong(result.group(5)));
    }
  }
}
