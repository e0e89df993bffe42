package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.JsonText;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.samples.gateway.report.ReportFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tells what was spent. */
@Command(
    name = "report",
    description = {
      "Tells what was spent and saved, from the ledger that a policy names. A gateway may be"
          + " running",
      "on it: the ledger is read and not opened to be written."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gateway report --policy policy.yaml --from 2026-11-01 --until 2026-11-30",
      "  gateway report --policy policy.yaml --tenant shop --json",
      "  gateway report --policy policy.yaml --format focus > focus.csv"
    })
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private @Nullable GatewayCommand gateway;
  @Mixin private PeriodOptions period = new PeriodOptions();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      required = true,
      description = "The policy whose ledger is read.")
  private Path policy = Path.of("");

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "What one tenant has spent; ends with 1 if nothing is known of it.")
  private @Nullable String tenant;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintStream out = GatewayCommand.surroundings(gateway).out();
    Format as = json ? Format.json : format;
    if (tenant != null && (as == Format.csv || as == Format.focus)) {
      throw new IllegalArgumentException(
          "--tenant is for text and json; in csv and focus, filter by the tenant's lines");
    }
    try (Engine engine = Engine.builder().policy(policy).readOnly().build()) {
      if (new PolicyTree(engine.policyYaml()).at("ledger") == null) {
        throw new IllegalArgumentException(
            policy
                + " names no ledger, so what was spent is known to the running engine alone; add"
                + " ledger: {plugin: sqlite, path: ledger.db}");
      }
      ReportQuery query = period.query();
      return tenant == null
          ? whole(engine, query, as, out)
          : ofTenant(engine.report(query), tenant, as, out);
    }
  }

  private static int whole(Engine engine, ReportQuery query, Format as, PrintStream out)
      throws IOException {
    switch (as) {
      case text -> out.print(ReportText.of(engine.report(query)));
      case json -> {
        ReportFormat.JSON.write(engine, query, out);
        out.println();
      }
      case csv -> ReportFormat.CSV.write(engine, query, out);
      case focus -> ReportFormat.FOCUS.write(engine, query, out);
    }
    return ExitCode.DONE;
  }

  private static int ofTenant(Report report, String tenant, Format as, PrintStream out) {
    for (ReportLine line : report.byTenant()) {
      if (line.key().equals(tenant)) {
        out.print(as == Format.json ? JsonText.of(line) + "\n" : ReportText.of(line));
        return ExitCode.DONE;
      }
    }
    if (as == Format.json) {
      out.println("null");
    } else {
      out.println("nothing is known of the tenant " + tenant + " in this period");
    }
    return ExitCode.SHORT;
  }

  /** Named as they are typed. */
  private enum Format {
    text,
    json,
    csv,
    focus
  }
}
