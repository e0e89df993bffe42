package dev.penstock.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Five mistakes in a policy are all reported at once, each with its line. */
final class MistakesProof {
  private static final String WHAT = "five mistakes in a policy";
  private static final String POLICY =
      """
      version: 1
      providers:
        desk: {plugin: simulated}
      models:
        small: {provider: desk, tiers: [simple], context-window: lots, price: {input: 0.10, output: 0.40}}
        large: {provider: desk, tiers: [simple], context-window: 128k, price: {input: 0x10, output: 8.00}}
      tiers: [simple]
      budgets:
        - {name: day, scope: all, period: day, limit: 5}
      routes:
        - {name: all, models: any, rank: cheepest, max-output: 300}
      deadlines: {request: 30}
      """;
  private static final List<Integer> LINES = List.of(5, 6, 9, 11, 12);

  private MistakesProof() {}

  static void show(Proof proof) throws IOException {
    if (!Desk.isThere()) {
      proof.leftOut(WHAT, "samples/support-desk is not on the class path");
      return;
    }
    try (Folder folder = Folder.make()) {
      Path policy = folder.write("policy.yaml", POLICY);
      Desk desk = Desk.run(folder, List.of("--policy", policy.toString()));
      List<Integer> lines =
          Pattern.compile("^\\S*policy\\.yaml:(\\d+):\\d+ ", Pattern.MULTILINE)
              .matcher(desk.said())
              .results()
              .map(found -> Integer.valueOf(found.group(1)))
              .toList();
      proof.shown(
          WHAT,
          "reported in lines " + lines + ", exit code " + desk.exit(),
          "lines " + LINES + ", exit code 2",
          lines.equals(LINES) && desk.exit() == 2);
    }
  }
}
