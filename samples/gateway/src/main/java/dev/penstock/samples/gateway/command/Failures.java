package dev.penstock.samples.gateway.command;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what went wrong, in a line for each mistake, and a script by the exit code. */
final class Failures {
  private Failures() {}

  /** What a command threw. */
  static int told(Exception e, CommandLine command) {
    lines(e).forEach(line -> tell(line, command));
    return code(e);
  }

  /** Options that cannot be understood. */
  static int told(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    tell(e.getMessage() + origin(e, command), command);
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USELESS;
  }

  private static String origin(ParameterException e, CommandLine command) {
    return command.getDefaultValueProvider() instanceof Environment environment
        ? environment.origin(e.getArgSpec(), e.getValue())
        : "";
  }

  private static void tell(String line, CommandLine command) {
    command.getErr().println(command.getColorScheme().errorText(line));
  }

  static List<String> lines(Exception e) {
    return switch (e) {
      case PolicyException wrong -> wrong.problems().stream().map(PolicyProblem::toString).toList();
      case PenstockException wrong -> List.of(wrong.getMessage() + " [" + wrong.code() + "]");
      case IllegalArgumentException wrong -> List.of(String.valueOf(wrong.getMessage()));
      case ProviderException wrong ->
          List.of("the questions have no vectors: " + wrong.getMessage());
      case UncheckedIOException wrong -> List.of(wrong.getMessage() + ": " + wrong.getCause());
      case IOException wrong -> List.of(file(wrong));
      case InterruptedException wrong -> List.of("interrupted");
      default -> List.of("this should not have happened: " + e);
    };
  }

  private static String file(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no file " + missing.getFile();
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case FileSystemException wrong -> "a file cannot be read or written: " + wrong.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static int code(Exception e) {
    return switch (e) {
      case PolicyException wrong -> ExitCode.USELESS;
      case PenstockException wrong -> code(wrong.code());
      case IllegalArgumentException wrong -> ExitCode.USELESS;
      case IOException wrong -> ExitCode.USELESS;
      case UncheckedIOException wrong -> ExitCode.USELESS;
      case ProviderException wrong -> ExitCode.SHORT;
      case InterruptedException wrong -> ExitCode.SHORT;
      default -> ExitCode.BROKEN;
    };
  }

  private static int code(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, UNKNOWN_MODEL, INVALID_POLICY, PLUGIN_UNUSABLE, LEDGER_UNAVAILABLE ->
          ExitCode.USELESS;
      case CANCELLED,
          NO_CAPABLE_MODEL,
          BUDGET_EXHAUSTED,
          RATE_LIMITED,
          PROVIDERS_FAILED,
          REFUSED_BY_PROVIDER,
          CONTENT_FILTERED,
          DEADLINE_EXCEEDED,
          CLOSED ->
          ExitCode.SHORT;
      case INTERNAL -> ExitCode.BROKEN;
    };
  }
}
