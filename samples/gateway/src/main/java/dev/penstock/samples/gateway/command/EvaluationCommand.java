package dev.penstock.samples.gateway.command;

import dev.penstock.core.evaluate.Calibrate;
import dev.penstock.core.evaluate.CalibrateConfidence;
import dev.penstock.core.evaluate.ClassifyEval;
import dev.penstock.core.evaluate.ClassifyLearn;
import dev.penstock.core.evaluate.Command;
import dev.penstock.core.evaluate.RecallEval;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command that measures or calibrates; its options are handed on as they were given. */
final class EvaluationCommand implements Callable<Integer> {
  private final Command command;
  private final CommandSpec spec;

  private EvaluationCommand(String name, Command command, String description) {
    this.command = command;
    spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(description).footerHeading("%nExample:%n");
    spec.addOption(
        OptionSpec.builder("--json").type(boolean.class).description("Figures as JSON.").build());
  }

  static List<EvaluationCommand> all(PrintStream out) {
    return List.of(
        recallEval(out), classifyEval(out), calibrate(out), learn(out), calibrateConfidence(out));
  }

  private static EvaluationCommand recallEval(PrintStream out) {
    return new EvaluationCommand(
            "recall-eval",
            new RecallEval(out),
            "Measures recall of similar questions on labelled ones, and calibrates it.")
        .repeated(
            "--pairs",
            "FILE",
            "Labelled questions: CSV with text and label, or JSON; or pairs of texts: CSV with"
                + " text1, text2 and label, same or different. May be given twice.")
        .option("--policy", "FILE", "The policy whose embeddings make the vectors; else words.")
        .option("--outside", "LABEL", "Label of questions that nothing answers (oos).")
        .option("--seed", "N", "Of the halves drawn (1).")
        .option("--plot", "FILE", "Where to draw hits against the false share, as SVG.")
        .option("--thresholds", "FILE", "Where to write thresholds for cache.thresholds.")
        .option("--class", "NAME", "The class they are for: intent or route (everything).")
        .example("--pairs=questions.csv --policy=policy.yaml --thresholds=thresholds.yaml");
  }

  private static EvaluationCommand classifyEval(PrintStream out) {
    return new EvaluationCommand(
            "classify-eval",
            new ClassifyEval(List.of(), out),
            "Says what the classifiers of a policy are worth on questions. No model is asked.")
        .policy()
        .questions()
        .beside()
        .option("--plot", "FILE", "Where to draw quality against strong calls, as SVG.")
        .example("--policy=policy.yaml --queries=questions.csv --plot=routing.svg");
  }

  private static EvaluationCommand calibrate(PrintStream out) {
    return new EvaluationCommand(
            "calibrate",
            new Calibrate(List.of(), out),
            "Finds the difficulties at which tiers begin. Give one of --strong-share, --shares,"
                + " --target-cost, --target-quality.")
        .policy()
        .questions()
        .beside()
        .required("--out", "FILE", "Where to write the thresholds.")
        .option("--classifier", "NAME", "Its name or number (the last that measures difficulty).")
        .option("--strong-share", "SHARE", "How many questions go to the hardest tier.")
        .option("--shares", "TIER=SHARE,...", "How many go to each tier; one may be left out.")
        .option("--target-cost", "USD", "What 1,000 questions may cost.")
        .option("--target-quality", "SHARE", "Of the quality of the hardest tier alone.")
        .flag("--few", "Take fewer than 200 questions, and be warned.")
        .example(
            "--policy=policy.yaml --queries=traffic.csv --out=thresholds.yaml --strong-share=50%%");
  }

  private static EvaluationCommand learn(PrintStream out) {
    return new EvaluationCommand(
            "classify-learn",
            new ClassifyLearn(List.of(), out),
            "Makes the file that a classifier has learned from questions or feedback.")
        .policy()
        .questions()
        .required("--plugin", "NAME", "The classifier plugin that learns.")
        .required("--out", "FILE", "Where to write what was learned.")
        .flag("--force", "Replace the file.")
        .example("--policy=policy.yaml --queries=questions.csv --plugin=learned --out=head.json");
  }

  private static EvaluationCommand calibrateConfidence(PrintStream out) {
    return new EvaluationCommand(
            "calibrate-confidence",
            new CalibrateConfidence(out),
            "Makes the confidence of answers a share of right ones, by what was said of them.")
        .required("--feedback", "FILE", "JSON lines with score and verdict, good or bad.")
        .required("--out", "FILE", "Where to write what escalate.confidence names.")
        .example("--feedback=feedback.jsonl --out=confidence.yaml");
  }

  private EvaluationCommand policy() {
    return required("--policy", "FILE", "The policy.");
  }

  private EvaluationCommand questions() {
    return required(
            "--queries",
            "FILE",
            "CSV with a header: text, prompt or question, and perhaps tier, or intent, or"
                + " weak_correct and strong_correct.")
        .option("--tiers", "FILE", "CSV with intent, tier, and perhaps set.")
        .option("--set", "NAME", "Which rows of that file count.");
  }

  private EvaluationCommand beside() {
    return option("--beside", "TOKENS", "Input of a request besides the question (0).")
        .option("--rounds", "N", "Samples drawn for intervals (1000).")
        .option("--seed", "N", "Of those draws (1).");
  }

  private EvaluationCommand example(String arguments) {
    spec.usageMessage().footer("  gateway " + spec.name() + " " + arguments);
    return this;
  }

  private EvaluationCommand flag(String name, String description) {
    return add(OptionSpec.builder(name).type(boolean.class).description(description));
  }

  private EvaluationCommand option(String name, String label, String description) {
    return add(text(name, label, description));
  }

  private EvaluationCommand required(String name, String label, String description) {
    return add(text(name, label, description).required(true));
  }

  private EvaluationCommand repeated(String name, String label, String description) {
    return add(
        text(name, label, description)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .required(true));
  }

  private static OptionSpec.Builder text(String name, String label, String description) {
    return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
  }

  private EvaluationCommand add(OptionSpec.Builder option) {
    spec.addOption(option.build());
    return this;
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
      if (option.typeInfo().isBoolean()) {
        if (Boolean.TRUE.equals(option.getValue())) {
          arguments.add(option.longestName());
        }
      } else {
        option
            .originalStringValues()
            .forEach(value -> arguments.add(option.longestName() + "=" + value));
      }
    }
    command.run(arguments.toArray(String[]::new));
    return ExitCode.DONE;
  }
}
