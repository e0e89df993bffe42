package dev.penstock.samples.supportdesk;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.report.Report;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A support desk's questions go through a policy; a table says who answered, what it cost and what
 * was saved. Without options it takes its own questions and policy, and simulated providers behind
 * real HTTP servers on loopback.
 */
@Command(
    name = "support-desk",
    mixinStandardHelpOptions = true,
    version = "Penstock support desk sample",
    description = {
      "Answers a support desk's questions by a policy and reports what it cost and saved.",
      "Without options: the sample's own questions and policy on simulated providers."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every question was answered",
      " 1:some questions were not answered",
      " 2:the policy, an option or a file is of no use; nothing was run"
    })
public final class SupportDesk implements Callable<Integer> {
  private static final int OK = 0;
  private static final int NOT_ALL = 1;
  private static final int UNUSABLE = 2;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Questions: a CSV file with a header, or a text file with one question a line.")
  private @Nullable Path file;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The column of the CSV file that holds the question (default: question).")
  private @Nullable String column;

  @Option(names = "--policy", paramLabel = "FILE", description = "The policy to answer by.")
  private @Nullable Path policy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Seed of the simulated providers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write rows and report as JSON.")
  private @Nullable Path json;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the rows as CSV.")
  private @Nullable Path csv;

  private final PrintStream out;
  private final PrintStream err;

  SupportDesk(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Held here, since loggers that nobody holds forget their level. */
  private static final Logger LUCENE =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  /** Runs the sample and ends the process with its exit code. */
  public static void main(String[] args) {
    LUCENE.setLevel(Level.SEVERE); // it advises a flag that few examples do not need
    System.setProperty("jdk.console", "java.base"); // so that a console means a terminal
    PrintStream out = utf8(FileDescriptor.out);
    int code = run(out, utf8(FileDescriptor.err), args);
    out.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("SystemConsoleNull") // main asks for the console that is null off a terminal
  private static boolean onTerminal() {
    return System.console() != null;
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new SupportDesk(out, err))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((e, command, parsed) -> explain(e, err))
        .execute(args);
  }

  private static int explain(Exception e, PrintStream err) throws Exception {
    switch (e) {
      case PolicyException wrong -> wrong.problems().forEach(err::println);
      case PenstockException wrong -> err.println(wrong.getMessage());
      case UsageException wrong -> err.println(wrong.getMessage());
      default -> throw e;
    }
    return UNUSABLE;
  }

  @Override
  public Integer call() {
    Path chosen = policy == null ? OwnPolicy.file() : policy;
    try (Upstreams upstreams = Upstreams.start(seed);
        Engine engine =
            Engine.builder()
                .policy(chosen)
                .environment(
                    name -> {
                      String simulated = upstreams.variable(name);
                      return simulated == null ? System.getenv(name) : simulated;
                    })
                .build()) {
      List<Query> queries = file == null ? QuerySource.own() : QuerySource.of(file, column);
      ProgressBar progress = new ProgressBar(err, onTerminal(), queries.size());
      List<Row> rows = new Desk(engine).answer(queries, progress::add);
      Report report = engine.report();
      out.print(Summary.of(rows, report, chosen.getFileName() + ", seed " + seed));
      out.println(
          "Providers named simulated-* are simulated, "
              + Upstreams.FASTER
              + " times faster than the real ones; prices are the policy's.");
      if (json != null) {
        ReportFiles.json(json, rows, report);
        out.println("JSON: " + json);
      }
      if (csv != null) {
        ReportFiles.csv(csv, rows);
        out.println("CSV:  " + csv);
      }
      return rows.stream().allMatch(row -> row.answer() != null) ? OK : NOT_ALL;
    }
  }
}
