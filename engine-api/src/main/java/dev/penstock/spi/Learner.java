package dev.penstock.spi;

import java.util.List;

/** A {@link ClassifierFactory} whose classifiers work by what was learned before. */
public interface Learner {
  /**
   * Learns from questions of which it is known whether the easiest tier was enough.
   *
   * @return the content of a file that the classifier's settings name; the same for the same
   *     lessons in the same order
   * @throws IllegalArgumentException if nothing can be learned from them
   */
  String learn(List<Lesson> lessons);
}
