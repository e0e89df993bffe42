package dev.penstock.classifier.learned;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.Lesson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Learns a head from lessons. */
final class Training {
  static final int FEWEST = 20;
  static final int MOST = 100_000;

  /** Keeps the vectors of the lessons under 400 megabytes. */
  private static final long MOST_NUMBERS = 100_000_000;

  private Training() {}

  static HeadFile learn(List<Lesson> lessons) {
    check(lessons);
    checkVectors(lessons);
    Rows rows = new Rows(lessons);
    if (rows.columns() == 0) {
      throw new IllegalArgumentException(
          "all questions have the same structure, and no vectors; nothing can be learned from"
              + " them");
    }
    Sums all = rows.sums(null);
    CrossValidation.Choice choice = new CrossValidation(rows, all).choose();
    Calibration calibration = Calibration.of(choice.scores(), rows);
    double heldOut = 0;
    double plain = 0;
    for (int i = 0; i < rows.count(); i++) {
      double miss = rows.target(i) - calibration.difficulty(choice.scores()[i]);
      double plainMiss = rows.target(i) - all.meanTarget();
      heldOut += rows.weight(i) * miss * miss;
      plain += rows.weight(i) * plainMiss * plainMiss;
    }
    return rows.head(
        all.fit(choice.penalty()), calibration, heldOut / rows.count(), plain / rows.count());
  }

  private static void check(List<Lesson> lessons) {
    if (lessons.size() > MOST) {
      throw new IllegalArgumentException(
          "%,d lessons are too many; at most %,d".formatted(lessons.size(), MOST));
    }
    Set<String> questions = new HashSet<>();
    lessons.forEach(lesson -> questions.add(lesson.question()));
    if (questions.size() < FEWEST) {
      throw new IllegalArgumentException(
          "%,d different questions are too few to learn from; at least %d"
              .formatted(questions.size(), FEWEST));
    }
    double first = lessons.getFirst().target();
    if (lessons.stream().allMatch(lesson -> lesson.target() == first)) {
      throw new IllegalArgumentException(
          "the target of all %,d lessons is %s; there must be lessons of either kind"
              .formatted(lessons.size(), first));
    }
  }

  private static void checkVectors(List<Lesson> lessons) {
    Embedding first = lessons.getFirst().embedding();
    for (int i = 1; i < lessons.size(); i++) {
      Embedding other = lessons.get(i).embedding();
      if (first == null || other == null) {
        if (first != null || other != null) {
          throw new IllegalArgumentException(
              "lesson %d has %s vector, lesson 1 has %s; give one to each or to none"
                  .formatted(i + 1, other == null ? "no" : "a", first == null ? "none" : "one"));
        }
      } else if (!first.model().equals(other.model()) || first.dimensions() != other.dimensions()) {
        throw new IllegalArgumentException(
            "lesson %d has a vector of %s with %d numbers, lesson 1 one of %s with %d"
                .formatted(
                    i + 1, other.model(), other.dimensions(), first.model(), first.dimensions()));
      }
    }
    if (first == null) {
      return;
    }
    if (first.dimensions() > HeadFile.VectorWeights.MOST
        || (long) first.dimensions() * lessons.size() > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "%,d vectors of %,d numbers are too much; at most %,d numbers each and %,d in all"
              .formatted(
                  lessons.size(), first.dimensions(), HeadFile.VectorWeights.MOST, MOST_NUMBERS));
    }
  }
}
