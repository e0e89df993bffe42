package dev.penstock.core.evaluate;

import dev.penstock.core.match.Thresholds;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command {@code recall-eval}: measures recall on labelled questions, and calibrates it. */
public final class RecallEval {
  private static final String USAGE =
      """
      usage: recall-eval --pairs=FILE [--policy=FILE] [--outside=LABEL]
                         [--seed=N] [--plot=FILE.svg] [--thresholds=FILE.yaml] [--class=NAME]
        --pairs       labelled questions: CSV with text and label columns, or JSON; may be given twice
        --policy      a policy whose cache.embeddings make the vectors; without it words are compared
        --outside     label of questions that nothing answers, oos if not given
        --plot        where to draw hits against the false share
        --thresholds  where to write thresholds learned on all the questions
        --class       the class they are for: an intent, a route, or everything if not given
      """;

  private static final Set<String> KEYS =
      Set.of(
          "--pairs=", "--policy=", "--outside=", "--seed=", "--plot=", "--thresholds=", "--class=");

  private RecallEval() {}

  /** Runs the command; the exit code is 2 if its arguments are of no use. */
  public static void main(String[] arguments) throws IOException, ProviderException {
    try {
      run(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  private static void run(String[] arguments) throws IOException, ProviderException {
    List<Labelled> set = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0 || !KEYS.contains(before(argument, equals))) {
        throw new IllegalArgumentException("unknown argument " + argument);
      }
      String value = argument.substring(equals + 1);
      if (argument.startsWith("--pairs=")) {
        set.addAll(QuestionFile.read(Path.of(value)));
      } else {
        given.put(before(argument, equals), value);
      }
    }
    if (set.isEmpty()) {
      throw new IllegalArgumentException("--pairs is missing");
    }
    EvaluationOptions usual = EvaluationOptions.DEFAULT;
    EvaluationOptions options =
        new EvaluationOptions(
            given.getOrDefault("--outside=", usual.outside()),
            usual.splits(),
            usual.rounds(),
            usual.most(),
            Long.parseLong(given.getOrDefault("--seed=", "1")),
            usual.promises());
    String policy = given.get("--policy=");
    PolicyVectors vectors = policy == null ? null : PolicyVectors.of(Path.of(policy), set);
    RecallEvaluation evaluation =
        new RecallEvaluation(set, vectors == null ? null : vectors.vectors(), options);
    report(set, evaluation, given);
    write(evaluation, given, vectors == null ? Thresholds.WORDS : vectors.measure());
  }

  private static String before(String argument, int equals) {
    return argument.substring(0, equals + 1);
  }

  private static void report(
      List<Labelled> set, RecallEvaluation evaluation, Map<String, String> given)
      throws IOException {
    List<MethodResult> results = evaluation.run();
    System.out.println(set.size() + " questions");
    System.out.print(EvaluationText.of(results));
    String plot = given.get("--plot=");
    if (plot != null) {
      Files.writeString(Path.of(plot), SvgPlot.of(set.size() + " questions", results));
    }
  }

  private static void write(RecallEvaluation evaluation, Map<String, String> given, String measure)
      throws IOException {
    String file = given.get("--thresholds=");
    if (file != null) {
      String name = given.getOrDefault("--class=", Thresholds.EVERYTHING);
      Files.writeString(
          Path.of(file),
          ThresholdsText.of(
              new Thresholds(Thresholds.VERSION, measure, Map.of(name, evaluation.calibrate()))));
    }
  }
}
