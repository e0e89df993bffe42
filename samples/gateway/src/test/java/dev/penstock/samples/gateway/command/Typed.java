package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.json.JsonIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** A command as a user types it, with what came of it. */
record Typed(int code, String out, String err) {
  static Typed of(String... args) {
    return with("", false, args);
  }

  static Typed with(String in, boolean terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        GatewayCommand.run(
            new Surroundings(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal ? Ansi.ON : Ansi.OFF),
            args);
    return new Typed(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What was printed, read as a JSON object. */
  Map<String, Object> json() {
    return JsonIn.read(out.getBytes(StandardCharsets.UTF_8), in -> in.object());
  }
}
