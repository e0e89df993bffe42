package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How long an engine takes to decide about a question it has never seen, vector and classifiers
 * included. {@code explain} makes the whole decision and counts tokens beside, so classifying alone
 * takes less.
 */
final class DecisionTimeProof {
  private static final int WARM = 3_000;
  private static final int MEASURED = 2_000;

  private static final List<String> OPENINGS =
      List.of(
          "Could you tell me",
          "I would like to know",
          "My wife asks",
          "Please check",
          "Can you say");
  private static final List<String> MATTERS =
      List.of(
          "where order JKT-%d is",
          "whether the jacket of order JKT-%d can still be exchanged",
          "why I was charged twice for order JKT-%d",
          "which of the two coffee machines is better for %d cups a day",
          "how long I have to send back parcel %d",
          "what became of my refund for order JKT-%d");

  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: simulated}
        local: {plugin: onnx, threads: 2}
      models:
        small: {provider: upstream, tiers: [simple, moderate], context-window: 64k, price: {input: 0.10, output: 0.40}}
        large: {provider: upstream, tiers: [simple, moderate, complex], context-window: 64k, price: {input: 2.00, output: 8.00}}
      tiers: [simple, moderate, complex]
      CLASSIFIERS
      routes:
        - {name: all, models: any, rank: cheapest, max-output: 500}
      """;

  private static final String WITHOUT =
      """
      classifiers:
        - {plugin: keyword, file: "RULES"}
        - {plugin: structure}
      """;

  private static final String WITH =
      """
      embeddings: {provider: local, model: all-minilm-l6-v2-q}
      classifiers:
        - {plugin: keyword, file: "RULES", min-confidence: 100%}
        - {plugin: examples, file: intents.yaml}
        - {plugin: structure}
      """;

  private DecisionTimeProof() {}

  static void show(Proof proof) throws IOException {
    try (Folder folder = Folder.make()) {
      folder.write("intents.yaml", intents());
      proof.atMost("decision without a vector, p95", p95(folder, WITHOUT), 1, "ms");
      proof.atMost("decision with a vector and examples, p95", p95(folder, WITH), 15, "ms");
    }
  }

  private static double p95(Folder folder, String classifiers) throws IOException {
    String policy =
        POLICY.replace("CLASSIFIERS\n", classifiers).replace("RULES", RuleFile.path().toString());
    try (Engine engine = Engine.builder().policy(folder.write("policy.yaml", policy)).build()) {
      long[] nanos = new long[MEASURED];
      for (int i = 0; i < WARM + MEASURED; i++) {
        ChatRequest request = ChatRequest.ofTenant("shop", question(i));
        long start = System.nanoTime();
        engine.explain(request);
        nanos[i % MEASURED] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      return nanos[MEASURED * 95 / 100] / 1e6;
    }
  }

  private static String question(int i) {
    return OPENINGS.get(i % OPENINGS.size())
        + " "
        + MATTERS.get(i / OPENINGS.size() % MATTERS.size()).formatted(10_000 + i)
        + "?";
  }

  private static String intents() {
    String[] tiers = {"simple", "moderate", "complex", "moderate", "simple", "moderate"};
    StringBuilder yaml = new StringBuilder("intents:\n");
    for (int matter = 0; matter < MATTERS.size(); matter++) {
      yaml.append(
          "  - {intent: matter-%d, tier: %s, utterances: [".formatted(matter, tiers[matter]));
      for (int opening = 0; opening < OPENINGS.size(); opening++) {
        yaml.append(opening == 0 ? "" : ", ")
            .append('"')
            .append(OPENINGS.get(opening))
            .append(' ')
            .append(MATTERS.get(matter).formatted(opening))
            .append('"');
      }
      yaml.append("]}\n");
    }
    return yaml.toString();
  }
}
