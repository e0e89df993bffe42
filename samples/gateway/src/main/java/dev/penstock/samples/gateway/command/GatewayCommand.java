package dev.penstock.samples.gateway.command;

import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program; what it does is up to its sub-commands. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    version = "Penstock gateway sample",
    description = "One HTTP door to many models, by a policy.",
    subcommands = ServeCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {" 0:done", " 2:the policy, an option or a file is of no use; nothing was run"})
public final class GatewayCommand implements Runnable {
  private static final int UNUSABLE = 2;

  /** Kept here, or its level would be forgotten with it. */
  private static final Logger SERVER = Logger.getLogger("io.helidon");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    SERVER.setLevel(Level.WARNING);
    PrintStream out = utf8(FileDescriptor.out);
    int code = run(out, utf8(FileDescriptor.err), args);
    out.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new GatewayCommand())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((e, command, parsed) -> explain(e, err))
        .execute(args);
  }

  private static int explain(Exception e, PrintStream err) throws Exception {
    switch (e) {
      case PolicyException wrong -> wrong.problems().forEach(err::println);
      case PenstockException wrong -> err.println(wrong.getMessage());
      case IllegalArgumentException wrong -> err.println(wrong.getMessage());
      case IOException wrong -> err.println(wrong.getMessage());
      case UncheckedIOException wrong -> err.println(wrong.getMessage() + ": " + why(wrong));
      default -> throw e;
    }
    return UNUSABLE;
  }

  private static String why(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? "no cause is known" : String.valueOf(cause.getMessage());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as serve");
  }
}
