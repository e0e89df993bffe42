package dev.penstock.classifier.learned;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lessons for tests, and heads learned from them. */
final class Lessons {
  static final String MODEL = "local/tiny";

  private static final String[] NOUNS = {"parcel", "shoe", "lamp", "jacket", "table", "phone"};

  private Lessons() {}

  /** Questions with many commas are hard, others are not; no vectors. */
  static List<Lesson> commasAreHard(int count) {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean hard = i % 2 == 0;
      String joint = hard ? ", " : " ";
      String question =
          "Where is my " + NOUNS[i % 6] + joint + "the " + NOUNS[i / 6 % 6] + joint + "case " + i;
      lessons.add(new Lesson(question, null, hard ? 1 : 0, 1));
    }
    return lessons;
  }

  /** Questions of one structure, that are hard if the vector's first number is above 0. */
  static List<Lesson> vectorsTell(int count) {
    Random random = new Random(7);
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = noise(random);
      vector[0] = i % 2 == 0 ? 2 : -2;
      lessons.add(lesson(i, new Embedding(MODEL, vector), i % 2 == 0 ? 1 : 0));
    }
    return lessons;
  }

  /** Structure tells, and vectors are noise. */
  static List<Lesson> vectorsAreNoise(int count) {
    Random random = new Random(7);
    return commasAreHard(count).stream()
        .map(
            lesson ->
                new Lesson(
                    lesson.question(), new Embedding(MODEL, noise(random)), lesson.target(), 1))
        .toList();
  }

  private static float[] noise(Random random) {
    float[] vector = new float[8];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  static Lesson lesson(int number, @Nullable Embedding embedding, double target) {
    String letters = "" + (char) ('a' + number / 26 % 26) + (char) ('a' + number % 26);
    return new Lesson("about my lamp " + letters, embedding, target, 1);
  }
}
