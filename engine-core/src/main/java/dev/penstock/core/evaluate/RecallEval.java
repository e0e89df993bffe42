package dev.penstock.core.evaluate;

import dev.penstock.api.PenstockException;
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
        --pairs       labelled questions: CSV with text and label columns, or JSON; or pairs of texts:
                      CSV with columns text1, text2 and label, same or different; may be given twice
        --policy      a policy whose embeddings make the vectors; without it words are compared
        --outside     label of questions that nothing answers, oos if not given
        --plot        where to draw hits against the false share
        --thresholds  where to write thresholds learned on all the questions
        --class       the class they are for: an intent, a route, or everything if not given
      """;

  private static final Set<String> KEYS =
      Set.of(
          "--pairs=", "--policy=", "--outside=", "--seed=", "--plot=", "--thresholds=", "--class=");

  private RecallEval() {}

  /**
   * Runs the command; the exit code is 2 if its arguments or files are of no use, and 1 if there
   * are no vectors.
   */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    } catch (PenstockException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("a file cannot be read or written: " + e);
      System.exit(2);
    } catch (ProviderException e) {
      System.err.println("the questions have no vectors: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs the command.
   *
   * @throws IllegalArgumentException if arguments or files are of no use
   * @throws PenstockException if the policy is of no use
   * @throws ProviderException if the questions have no vectors
   */
  public static void run(String... arguments) throws IOException, ProviderException {
    List<Path> files = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0 || !KEYS.contains(before(argument, equals))) {
        throw new IllegalArgumentException("unknown argument " + argument);
      }
      String value = argument.substring(equals + 1);
      if (argument.startsWith("--pairs=")) {
        files.add(Path.of(value));
      } else {
        given.put(before(argument, equals), value);
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("--pairs is missing");
    }
    QuestionSet set = QuestionFile.readAll(files);
    EvaluationOptions usual = EvaluationOptions.DEFAULT;
    EvaluationOptions options =
        new EvaluationOptions(
            given.getOrDefault("--outside=", usual.outside()),
            usual.splits(),
            usual.rounds(),
            usual.most(),
            seed(given.getOrDefault("--seed=", "1")),
            usual.promises());
    String policy = given.get("--policy=");
    PolicyVectors vectors =
        policy == null ? null : PolicyVectors.of(Path.of(policy), set.questions());
    RecallEvaluation evaluation =
        new RecallEvaluation(set, vectors == null ? null : vectors.vectors(), options);
    report(set, evaluation, given);
    write(evaluation, given, vectors == null ? Thresholds.WORDS : vectors.measure());
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--seed must be a whole number, not " + text, e);
    }
  }

  private static String before(String argument, int equals) {
    return argument.substring(0, equals + 1);
  }

  private static void report(
      QuestionSet set, RecallEvaluation evaluation, Map<String, String> given) throws IOException {
    List<MethodResult> results = evaluation.run();
    String size = set.questions().size() + " questions";
    if (!set.pairs().isEmpty()) {
      size += ", %d pairs of them, %d the same".formatted(set.pairs().size(), set.samePairs());
    }
    System.out.println(size);
    System.out.print(EvaluationText.of(results));
    String plot = given.get("--plot=");
    if (plot != null) {
      Files.writeString(Path.of(plot), SvgPlot.of(size, results));
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
