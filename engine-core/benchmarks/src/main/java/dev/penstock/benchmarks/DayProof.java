package dev.penstock.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day at the support desk, twice: nothing fails, the figures add up, both days are the same. */
final class DayProof {
  private static final String FILE = "bitext_cs_intent_dev.csv";
  private static final int QUESTIONS = 810;

  private DayProof() {}

  static void show(Proof proof, @Nullable Path data) throws IOException {
    String missing =
        data == null
            ? "no -Ddata"
            : !Files.isRegularFile(data.resolve(FILE))
                ? "there is no " + FILE + " in " + data
                : !Desk.isThere() ? "samples/support-desk is not on the class path" : "";
    if (data == null || !missing.isEmpty()) {
      proof.leftOut("a day at the support desk", missing);
      return;
    }
    try (Folder folder = Folder.make()) {
      @Nullable DayReport first = run(proof, folder, data.resolve(FILE));
      @Nullable DayReport second = run(proof, folder, data.resolve(FILE));
      if (first == null || second == null) {
        return;
      }
      show(proof, first);
      List<String> one = first.choices();
      List<String> other = second.choices();
      long different = 0;
      for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
        different += one.get(i).equals(other.get(i)) ? 0 : 1;
      }
      proof.shown(
          "two runs with the same seed differ in",
          different + " rows",
          "0 rows",
          different == 0 && one.size() == other.size());
    }
  }

  private static void show(Proof proof, DayReport day) {
    proof.shown(
        "support desk answered",
        day.answered() + " of " + day.rows(),
        QUESTIONS + " of " + QUESTIONS,
        day.rows() == QUESTIONS && day.answered() == QUESTIONS);
    proof.shown(
        "support desk costs: attempts, rows, report",
        day.attemptsCost() + " " + day.rowsCost() + " " + day.reportCost() + " USD",
        "equal",
        day.attemptsCost().compareTo(day.rowsCost()) == 0
            && day.rowsCost().compareTo(day.reportCost()) == 0);
    proof.shown(
        "support desk report lacks", day.missing().toString(), "[]", day.missing().isEmpty());
  }

  private static @Nullable DayReport run(Proof proof, Folder folder, Path questions)
      throws IOException {
    Path json = folder.path().resolve("report.json");
    Files.deleteIfExists(json);
    Desk desk =
        Desk.run(
            folder,
            List.of(
                "--file",
                questions.toString(),
                "--column",
                "utterance",
                "--seed",
                "7",
                "--json",
                json.toString()));
    proof.shown("support desk exit code", Integer.toString(desk.exit()), "0", desk.exit() == 0);
    if (!Files.exists(json)) {
      proof.shown("support desk report", "none: " + desk.said().strip(), "a report", false);
      return null;
    }
    return DayReport.read(json);
  }
}
