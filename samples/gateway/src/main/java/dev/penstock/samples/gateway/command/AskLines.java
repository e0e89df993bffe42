package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.JsonText;
import dev.penstock.api.PenstockException;
import dev.penstock.samples.gateway.command.BoundedLines.Line;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Has many questions answered, some at once, and prints a line for each in their order. */
final class AskLines {
  private static final int MOST_AT_ONCE = 256;

  /** As long as the largest body that the gateway takes unless told otherwise. */
  private static final int LONGEST_LINE = 32_000_000;

  private final RequestOptions options;
  private final int atOnce;
  private final Surroundings here;
  private boolean allAnswered = true;

  AskLines(RequestOptions options, int atOnce, Surroundings here) {
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "--parallel must be from 1 to " + MOST_AT_ONCE + ", not " + atOnce);
    }
    this.options = options;
    this.atOnce = atOnce;
    this.here = here;
  }

  int ask(PolicyOption policy, Path file) throws IOException, InterruptedException {
    try (BoundedLines lines = new BoundedLines(open(file), LONGEST_LINE);
        Engine engine = policy.builder().build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Queue<Future<Answered>> running = new ArrayDeque<>();
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        if (running.size() == atOnce) {
          print(running.remove());
        }
        Line next = line;
        running.add(threads.submit(() -> answer(engine, next)));
      }
      while (!running.isEmpty()) {
        print(running.remove());
      }
    }
    return allAnswered ? ExitCode.DONE : ExitCode.SHORT;
  }

  private InputStream open(Path file) throws IOException {
    return file.toString().equals("-") ? here.in() : Files.newInputStream(file);
  }

  private void print(Future<Answered> running) throws InterruptedException {
    try {
      Answered line = running.get();
      allAnswered &= line.answered();
      here.out().println(JsonText.of(line.fields()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Answered answer(Engine engine, Line line) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("line", line.number());
    try {
      if (line.bytes() == null) {
        throw new IllegalArgumentException("it is longer than " + LONGEST_LINE + " bytes");
      }
      Map<String, Object> given = JsonIn.read(line.bytes(), in -> in.object());
      for (String name : given.keySet()) {
        if (!List.of("id", "question").contains(name)) {
          throw new IllegalArgumentException(
              "unknown field " + name + "; id and question are known");
        }
      }
      told.put("id", given.get("id"));
      if (!(given.get("question") instanceof String question)) {
        throw new IllegalArgumentException("question is missing, or no text");
      }
      told.putAll(AnswerJson.of(engine.route(options.request(null, question))));
      return new Answered(told, true);
    } catch (PenstockException e) {
      return failed(told, word(e.code()), e);
    } catch (HttpError | IllegalArgumentException e) {
      return failed(told, "invalid-request", e);
    }
  }

  private static Answered failed(
      Map<String, @Nullable Object> told, String code, RuntimeException e) {
    told.put("error", Map.of("code", code, "message", String.valueOf(e.getMessage())));
    return new Answered(told, false);
  }

  private static String word(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private record Answered(Map<String, @Nullable Object> fields, boolean answered) {}
}
