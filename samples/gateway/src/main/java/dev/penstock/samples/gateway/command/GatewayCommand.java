package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.logs.LogFormat;
import dev.penstock.samples.gateway.logs.Logs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program; what it does is up to its sub-commands. */
@Command(
    name = "gateway",
    version = "Penstock gateway sample",
    description = "One HTTP door to many models, and all else there is to do with a policy.",
    subcommands = {
      AskCommand.class,
      ExplainCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      ModelsCommand.class,
      ReportCommand.class,
      KeysCommand.class,
      GenerateCompletion.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gateway serve",
      "  gateway ask What is a sluice?",
      "  gateway validate policy.yaml",
      "  source <(gateway generate-completion)"
    })
public final class GatewayCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  private GatewayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    boolean terminal = Terminal.isThere();
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Logs logs = Logs.begin(err, LogFormat.TEXT, Level.WARNING, InstantSource.system());
    Surroundings here =
        new Surroundings(System.in, out, err, terminal, Terminal.colours(terminal, System::getenv));
    int code = run(here, args);
    logs.close();
    out.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  static int run(Surroundings surroundings, String... args) {
    return line(surroundings).execute(args);
  }

  /** The whole command line, ready to run. */
  static CommandLine line(Surroundings surroundings) {
    CommandLine line = new CommandLine(new GatewayCommand(surroundings));
    CommandLine serve = new CommandLine(new ServeCommand());
    line.addSubcommand(serve.setDefaultValueProvider(new Environment(System::getenv)));
    EvaluationCommand.all(surroundings.out())
        .forEach(command -> line.addSubcommand(command.spec()));
    finish(line);
    return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(Help.defaultColorScheme(surroundings.colours()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::told)
        .setExecutionExceptionHandler((e, command, parsed) -> Failures.told(e, command));
  }

  private static void finish(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.mixinStandardHelpOptions(true);
    }
    spec.usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.all())
        .abbreviateSynopsis(true);
    line.getSubcommands().values().forEach(GatewayCommand::finish);
  }

  /** What a sub-command reads and writes. */
  static Surroundings surroundings(@Nullable GatewayCommand gateway) {
    return Objects.requireNonNull(gateway, "a command is run by the program").surroundings;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: " + String.join(", ", spec.subcommands().keySet()));
  }
}
