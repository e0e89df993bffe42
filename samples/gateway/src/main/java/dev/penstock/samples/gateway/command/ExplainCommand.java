package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.explain.Explanation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says what would become of a question. */
@Command(
    name = "explain",
    description = {
      "Says what would become of a question, and why. No model is asked, and a gateway may be"
          + " running",
      "on the policy: its ledger is read, its cache is left out.",
      "Ends with 1 if the question would be refused."
    },
    footerHeading = "%nExample:%n",
    footer = "  gateway explain --policy policy.yaml --tenant shop Where is my parcel?")
final class ExplainCommand implements Callable<Integer> {
  @ParentCommand private @Nullable GatewayCommand gateway;
  @Mixin private PolicyOption policy = new PolicyOption();
  @Mixin private RequestOptions options = new RequestOptions();

  @Parameters(paramLabel = "QUESTION", description = "The question (default: the standard input).")
  private List<String> words = new ArrayList<>();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Surroundings here = GatewayCommand.surroundings(gateway);
    String question = QuestionText.of(words, here.in());
    try (Engine engine = policy.builder().readOnly().build()) {
      Explanation explanation = engine.explain(options.request(null, question));
      here.out().println((json ? explanation.toJson() : explanation.toText()).stripTrailing());
      return switch (explanation.outcome()) {
        case CALL, RECALL, HAND_OVER -> ExitCode.DONE;
        case REFUSE -> ExitCode.SHORT;
      };
    }
  }
}
