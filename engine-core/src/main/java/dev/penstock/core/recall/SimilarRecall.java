package dev.penstock.core.recall;

import dev.penstock.api.explain.Likeness;
import dev.penstock.api.report.CacheClass;
import dev.penstock.core.match.Agreement;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Match;
import dev.penstock.core.match.Matcher;
import dev.penstock.core.match.Near;
import dev.penstock.core.match.Phrase;
import dev.penstock.core.match.Thresholds;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether the answer to a similar question may be given. Thread-safe. */
final class SimilarRecall {
  private final Thresholds thresholds;
  private final Map<String, LiveEvidence> classes = new LinkedHashMap<>();

  /**
   * Goes by what was measured.
   *
   * @param maxFalse the share of wrong answers that is promised, 0 to 1
   * @param before what the same cache was asked through until now, or null
   */
  SimilarRecall(Thresholds thresholds, double maxFalse, @Nullable SimilarRecall before) {
    this.thresholds = thresholds;
    thresholds
        .classes()
        .forEach(
            (name, evidence) ->
                classes.put(
                    name,
                    new LiveEvidence(
                        evidence, maxFalse, experience(name, evidence, measure(), before))));
  }

  private static Experience experience(
      String name, Evidence evidence, String measure, @Nullable SimilarRecall before) {
    LiveEvidence known =
        before == null || !before.measure().equals(measure) ? null : before.classes.get(name);
    return known == null || !known.evidence().equals(evidence)
        ? new Experience()
        : known.experience();
  }

  /** What was measured with: the model of the vectors, or words. */
  String measure() {
    return thresholds.measure();
  }

  /**
   * Decides.
   *
   * @param question as it was asked
   * @param names the classes the question may be of, the narrowest first
   * @param found its neighbours, nearest first
   */
  Similar judge(
      String question, List<String> names, List<Neighbour> found, @Nullable Embedding embedding) {
    String name = thresholds.classOf(names);
    LiveEvidence evidence = name == null ? null : classes.get(name);
    if (name == null || evidence == null) {
      return nothing(embedding, "", List.of(), "nothing was measured for such questions");
    }
    if (found.isEmpty()) {
      return nothing(embedding, name, List.of(), "no similar question was answered before");
    }
    Phrase asked = Phrase.of(question);
    List<Measured> near = measured(asked, comparable(found, embedding));
    if (near.isEmpty()) {
      return nothing(embedding, name, List.of(), "no similar question can be compared");
    }
    Match match = Matcher.match(asked, near.stream().map(Measured::near).toList());
    List<String> refusals = new ArrayList<>();
    match.refused().forEach((guard, count) -> refusals.add(guard + ": " + count));
    refusals.sort(null);
    double[] features = match.features();
    if (features == null) {
      return nothing(embedding, name, refusals, "guards refused every similar question");
    }
    double score = evidence.score(features);
    Double least = evidence.least();
    boolean certain = least != null && score >= least;
    String reason =
        least == null
            ? "what was measured for " + name + " does not keep the promise at any threshold"
            : certain ? "certain enough for " + name : "not certain enough for " + name;
    return new Similar(
        new Likeness(
            near.get(match.index()).near().similarity(), score, least, name, refusals, reason),
        embedding,
        near.get(match.index()).neighbour(),
        certain);
  }

  /** What is said when the thresholds were measured with something else. */
  Similar unmeasured(@Nullable Embedding embedding, String measure) {
    return nothing(
        embedding,
        "",
        List.of(),
        embedding == null
            ? "there is no vector of the question, and thresholds were measured with "
                + thresholds.measure()
            : "thresholds were measured with " + thresholds.measure() + ", and this is " + measure);
  }

  /** Counts a wrong answer against its class. */
  void bad(Likeness likeness) {
    LiveEvidence evidence = classes.get(likeness.category());
    if (evidence != null && likeness.score() != null) {
      evidence.experience().bad(likeness.score());
    }
  }

  /** Counts what a call to a model said about an answer of its class. */
  void checked(Likeness likeness, Agreement agreement) {
    LiveEvidence evidence = classes.get(likeness.category());
    if (evidence != null && likeness.score() != null) {
      evidence.experience().checked(likeness.score(), agreement);
    }
  }

  /** Counts what a judge said about an answer of its class. */
  void judged(Likeness likeness, Judgement judgement) {
    LiveEvidence evidence = classes.get(likeness.category());
    if (evidence != null) {
      evidence.experience().judged(judgement);
    }
  }

  /** What was found out about each class. */
  List<CacheClass> describe() {
    return classes.entrySet().stream()
        .map(entry -> entry.getValue().describe(entry.getKey()))
        .toList();
  }

  private static Similar nothing(
      @Nullable Embedding embedding, String name, List<String> refusals, String reason) {
    return new Similar(
        new Likeness(null, null, null, name, refusals, reason), embedding, null, false);
  }

  private static float @Nullable [] unit(Neighbour neighbour) {
    Embedding embedding = neighbour.embedding();
    return embedding == null ? null : embedding.unit();
  }

  private record Measured(Near near, Neighbour neighbour) {}

  /** Vectors are compared with one another too: a cache must not mix those of several models. */
  private static List<Neighbour> comparable(List<Neighbour> found, @Nullable Embedding embedding) {
    return found.stream()
        .filter(
            neighbour -> {
              Embedding its = neighbour.embedding();
              return its == null
                  ? embedding == null
                  : embedding != null
                      && its.model().equals(embedding.model())
                      && its.dimensions() == embedding.dimensions();
            })
        .toList();
  }

  /** Words are compared here and not by the cache, so that it is what was measured. */
  private static List<Measured> measured(Phrase asked, List<Neighbour> found) {
    List<Measured> measured = new ArrayList<>();
    for (Neighbour neighbour : found) {
      String question = neighbour.answer().question();
      Phrase phrase = Phrase.of(question == null ? neighbour.key().question() : question);
      double similarity =
          switch (neighbour.measure()) {
            case COSINE -> neighbour.similarity();
            case LEXICAL -> asked.sharedWith(phrase);
          };
      Near near = new Near(phrase, similarity, neighbour.answer().text(), unit(neighbour));
      measured.add(new Measured(near, neighbour));
    }
    measured.sort(Comparator.comparingDouble((Measured one) -> one.near().similarity()).reversed());
    return measured;
  }
}
