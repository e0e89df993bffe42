package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.JsonText;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what is wrong with policies. */
@Command(
    name = "validate",
    description = {
      "Prints every mistake of policies, each as FILE:LINE:COLUMN, and ends with 2 if there is"
          + " one.",
      "Plugins and the files that a policy names are looked at as well. Variables that it names"
          + " must be set."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gateway validate policy.yaml",
      "  gateway validate --strict --json policies/*.yaml"
    })
final class ValidateCommand implements Callable<Integer> {
  @ParentCommand private @Nullable GatewayCommand gateway;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A policy.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--strict", description = "Take a warning for a mistake.")
  private boolean strict;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Surroundings here = GatewayCommand.surroundings(gateway);
    List<Validated> all = files.stream().map(this::validate).toList();
    boolean valid = all.stream().allMatch(Validated::valid);
    if (json) {
      here.out().println(JsonText.of(json(valid, all)));
    } else {
      all.forEach(one -> print(one, here));
    }
    return valid ? ExitCode.DONE : ExitCode.USELESS;
  }

  private Validated validate(Path file) {
    List<PolicyProblem> warnings = new ArrayList<>();
    List<PolicyProblem> problems = List.of();
    try (Engine engine =
        Engine.builder()
            .policy(file)
            .readOnly()
            .listener(
                event -> {
                  if (event instanceof EngineEvent.PolicyWarning(PolicyProblem warning)) {
                    warnings.add(warning);
                  }
                })
            .build()) {
      engine.health();
    } catch (PolicyException e) {
      problems = e.problems();
    } catch (PenstockException e) {
      problems =
          List.of(
              new PolicyProblem(
                  file.toString(), 0, 0, "$", e.code().name(), String.valueOf(e.getMessage())));
    }
    boolean valid = problems.isEmpty() && (!strict || warnings.isEmpty());
    return new Validated(file.toString(), valid, problems, warnings);
  }

  private void print(Validated one, Surroundings here) {
    one.problems().forEach(problem -> here.out().println(error(problem.toString())));
    one.warnings().forEach(warning -> here.out().println("warning: " + warning));
    if (one.problems().isEmpty()) {
      int warnings = one.warnings().size();
      here.out()
          .println(
              one.file()
                  + " can be used"
                  + (warnings == 0 ? "" : warnings == 1 ? ", with a warning" : ", with warnings"));
    }
  }

  private Text error(String text) {
    return spec.commandLine().getColorScheme().errorText(text);
  }

  private static Map<String, Object> json(boolean valid, List<Validated> files) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("valid", valid);
    json.put("files", files.stream().map(Validated::json).toList());
    return json;
  }

  private record Validated(
      String file, boolean valid, List<PolicyProblem> problems, List<PolicyProblem> warnings) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", file);
      json.put("valid", valid);
      json.put("problems", problems);
      json.put("warnings", warnings);
      return json;
    }
  }
}
