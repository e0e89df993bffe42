package dev.penstock.system;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with an engine and one request, which dies in the midst of it. */
final class LedgerProcess implements AutoCloseable {
  private final Process process;

  private LedgerProcess(Process process) {
    this.process = process;
  }

  static LedgerProcess start(CrashPoint point, Mode mode, String policy) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dguice_custom_class_loading=CHILD",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path").replace("\n", File.pathSeparator),
            LedgerProcess.class.getName(),
            point.name(),
            mode.name(),
            policy);
    return new LedgerProcess(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Takes the point at which to die, how to ask, and the policy. */
  public static void main(String[] args) {
    CrashPoint point = CrashPoint.valueOf(args[0]);
    try (Engine engine =
        Engine.builder()
            .policy(args[2])
            .plugin(new HaltingStore(point))
            .environment(name -> "sk-test")
            .build()) {
      switch (Mode.valueOf(args[1])) {
        case WHOLE -> engine.route(Desk.QUESTION);
        case STREAMED -> read(engine, point);
      }
    }
    System.exit(3);
  }

  private static void read(Engine engine, CrashPoint point) {
    try (ChatStream stream = engine.stream(Desk.QUESTION)) {
      while (stream.next() != null) {
        if (point == CrashPoint.AFTER_FIRST_PIECE) {
          Runtime.getRuntime().halt(0);
        }
      }
    }
  }

  /** Ends it with signal 9, if it has not ended, and waits for that. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** How it ended: 0 if it halted where it was told to, 137 if it was killed. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process goes on");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
