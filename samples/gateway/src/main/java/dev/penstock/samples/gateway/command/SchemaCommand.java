package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.samples.gateway.json.JsonIn;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints the JSON Schema of a language. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of policies or of catalogues, for editors.",
    footerHeading = "%nExample:%n",
    footer = "  gateway schema policy > policy.schema.json")
final class SchemaCommand implements Callable<Integer> {
  @ParentCommand private @Nullable GatewayCommand gateway;
  @Mixin private PolicyOption policy = new PolicyOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "LANGUAGE",
      defaultValue = "policy",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Language language = Language.policy;

  @Option(names = "--json", description = "Print it on one line.")
  private boolean json;

  @Override
  public Integer call() {
    try (Engine engine = policy.builder().readOnly().build()) {
      String schema =
          switch (language) {
            case policy -> engine.policySchema();
            case catalogue -> engine.catalogueSchema();
          };
      GatewayCommand.surroundings(gateway)
          .out()
          .println(json ? line(schema) : schema.stripTrailing());
      return ExitCode.DONE;
    }
  }

  private static String line(String schema) {
    return JsonIn.read(schema.getBytes(StandardCharsets.UTF_8), JsonIn::raw);
  }

  /** Named as they are typed. */
  private enum Language {
    policy,
    catalogue
  }
}
