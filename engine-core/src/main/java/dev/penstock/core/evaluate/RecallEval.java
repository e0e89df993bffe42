package dev.penstock.core.evaluate;

import dev.penstock.api.JsonText;
import dev.penstock.core.match.Thresholds;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command {@code recall-eval}: measures recall on labelled questions, and calibrates it. */
public final class RecallEval implements Command {
  private static final Set<String> KEYS =
      Set.of("--pairs", "--policy", "--outside", "--seed", "--plot", "--thresholds", "--class");

  private final PrintStream out;

  /** The command. */
  public RecallEval(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run(String... given) throws IOException, ProviderException {
    Arguments arguments = new Arguments(given, KEYS, Set.of("--json"), Set.of("--pairs"));
    List<Path> files = arguments.files("--pairs");
    EvaluationOptions usual = EvaluationOptions.DEFAULT;
    EvaluationOptions options =
        new EvaluationOptions(
            arguments.get("--outside", usual.outside()),
            usual.splits(),
            usual.rounds(),
            usual.most(),
            arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
            usual.promises());
    QuestionSet set = QuestionFile.readAll(files);
    String policy = arguments.get("--policy");
    PolicyVectors vectors =
        policy == null ? null : PolicyVectors.of(Path.of(policy), set.questions());
    RecallEvaluation evaluation =
        new RecallEvaluation(set, vectors == null ? null : vectors.vectors(), options);
    report(set, evaluation, arguments);
    write(evaluation, arguments, vectors == null ? Thresholds.WORDS : vectors.measure());
  }

  private void report(QuestionSet set, RecallEvaluation evaluation, Arguments arguments)
      throws IOException {
    List<MethodResult> results = evaluation.run();
    String size = set.questions().size() + " questions";
    if (!set.pairs().isEmpty()) {
      size += ", %d pairs of them, %d the same".formatted(set.pairs().size(), set.samePairs());
    }
    if (arguments.has("--json")) {
      RecallReport report =
          new RecallReport(
              set.questions().size(),
              set.pairs().size(),
              set.samePairs(),
              results.stream().map(RecallReport.Method::of).toList());
      out.println(JsonText.of(report));
    } else {
      out.println(size);
      out.print(EvaluationText.of(results));
    }
    String plot = arguments.get("--plot");
    if (plot != null) {
      Files.writeString(Path.of(plot), SvgPlot.of(size, results));
    }
  }

  private static void write(RecallEvaluation evaluation, Arguments arguments, String measure)
      throws IOException {
    String file = arguments.get("--thresholds");
    if (file != null) {
      String name = arguments.get("--class", Thresholds.EVERYTHING);
      WholeFile.write(
          Path.of(file),
          ThresholdsText.of(
              new Thresholds(Thresholds.VERSION, measure, Map.of(name, evaluation.calibrate()))));
    }
  }
}
