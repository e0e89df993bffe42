package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.core.evaluate.ThresholdsText;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Head;
import dev.penstock.core.match.Point;
import dev.penstock.core.match.Thresholds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** An engine with the cache {@code lucene} and thresholds that look at the similarity only. */
final class RecallingEngine {
  /** The cache's folder within the proof's. */
  static final String CACHE = "cache";

  private static final int FEATURES = 25;
  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: scripted}
        vectors: {plugin: vectors}
      models:
        small: {provider: upstream, id: ID, tiers: [easy], context-window: 64k, abilities: ABILITIES, price: {input: 0.10, output: 0.40}}
        large: {provider: upstream, tiers: [easy], context-window: 64k, abilities: ABILITIES, price: {input: 1.00, output: 4.00}}
      tiers: [easy]
      embeddings: {provider: vectors, model: known}
      cache:
        plugin: lucene
        path: "FOLDER/cache"
        max-entries: 1M
        thresholds: "FOLDER/thresholds.yaml"
        max-false-hits: 5%
        recall-sampled: true
      routes:
        - {name: special, when: {tag: special}, models: [small, large], rank: ordered, max-output: 500}
        - {name: all, models: [small, large], rank: ordered, max-output: 500}
      """;

  private RecallingEngine() {}

  /**
   * Makes one.
   *
   * @param id what the policy calls the first model at its provider
   * @param least the similarity from which an answer is given
   */
  static Engine of(
      Folder folder, String id, double least, ScriptedProvider provider, VectorProvider vectors)
      throws IOException {
    folder.write("thresholds.yaml", ThresholdsText.of(thresholds(least)));
    return Engine.builder()
        .plugin(provider)
        .plugin(vectors)
        .policy(
            POLICY
                .replace("FOLDER", folder.path().toString())
                .replace("ABILITIES", "[tools, json-schema, json-object, vision, reasoning, seed]")
                .replace("ID", id))
        .build();
  }

  private static Thresholds thresholds(double least) {
    List<Double> weights = new ArrayList<>(Collections.nCopies(FEATURES, 0.0));
    weights.set(0, 1.0);
    List<Double> zeros = Collections.nCopies(FEATURES, 0.0);
    Head head = new Head(2, 0, zeros, Collections.nCopies(FEATURES, 1.0), weights);
    Evidence evidence = new Evidence(head, List.of(new Point(least, 1_000, 0, 0.001)));
    return new Thresholds(
        Thresholds.VERSION, "vectors/known", Map.of(Thresholds.EVERYTHING, evidence));
  }
}
