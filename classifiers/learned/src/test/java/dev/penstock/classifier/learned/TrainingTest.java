package dev.penstock.classifier.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.Lesson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TrainingTest {
  private static final Offset<Double> NEARLY = within(0.03);

  @Test
  void writesTheSameWhenItLearnsTwice() {
    List<Lesson> lessons = Lessons.vectorsTell(60);
    LearnedClassifierFactory factory = new LearnedClassifierFactory();
    assertThat(factory.learn(lessons)).isEqualTo(factory.learn(List.copyOf(lessons)));
  }

  @Test
  void ranksByWhatItLearned() {
    Head head = new Head(Training.learn(Lessons.commasAreHard(100)));
    double easy = head.weigh("Where is my chair the sofa case", null).difficulty();
    double hard = head.weigh("Where is my chair, the sofa, case", null).difficulty();
    assertThat(hard).isGreaterThan(0.8);
    assertThat(easy).isLessThan(0.2);
  }

  @Test
  void countsAVectorOnlyIfItHelps() {
    HeadFile tells = Training.learn(Lessons.vectorsTell(100));
    assertThat(tells.vector()).isNotNull();
    assertThat(tells.heldOutError()).isLessThan(0.1);
    HeadFile noise = Training.learn(Lessons.vectorsAreNoise(100));
    assertThat(noise.vector()).isNull();
    assertThat(noise.heldOutError()).isLessThan(0.1);
  }

  @Test
  void saysTheShareOfHardLessonsWhereNothingTellsThemApart() {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String question = Lessons.commasAreHard(200).get(i / 2 * 2).question();
      lessons.add(new Lesson(question + " " + i % 7, null, i % 4 == 0 ? 1 : 0, 1));
    }
    Collections.shuffle(lessons, new java.util.Random(3));
    Head head = new Head(Training.learn(lessons));
    assertThat(head.weigh(lessons.getFirst().question(), null).difficulty())
        .isCloseTo(0.25, within(0.1));
  }

  @Test
  void isCalibratedOnLessonsOfAMixedKind() {
    List<Lesson> lessons = new ArrayList<>();
    List<Lesson> base = Lessons.commasAreHard(400);
    for (int i = 0; i < base.size(); i++) {
      Lesson lesson = base.get(i);
      double target = i % 10 < 2 ? 1 - lesson.target() : lesson.target();
      lessons.add(new Lesson(lesson.question(), null, target, 1));
    }
    Head head = new Head(Training.learn(lessons));
    assertThat(head.weigh("Where is my lamp, the shoe, case 5", null).difficulty())
        .isCloseTo(0.8, within(0.08));
    assertThat(head.weigh("Where is my lamp the shoe case 5", null).difficulty())
        .isCloseTo(0.2, within(0.08));
  }

  @Test
  void countsAHeavyLessonLikeSeveral() {
    List<Lesson> heavy = new ArrayList<>();
    List<Lesson> several = new ArrayList<>();
    for (Lesson lesson : Lessons.commasAreHard(60)) {
      boolean hard = lesson.target() == 1;
      heavy.add(new Lesson(lesson.question(), null, lesson.target(), hard ? 3 : 1));
      several.addAll(Collections.nCopies(hard ? 3 : 1, lesson));
    }
    String question = "Where is my lamp, the shoe case";
    assertThat(new Head(Training.learn(heavy)).weigh(question, null).difficulty())
        .isCloseTo(new Head(Training.learn(several)).weigh(question, null).difficulty(), NEARLY);
  }

  @Test
  void learnsFromLessonsThatAreNotSure() {
    List<Lesson> lessons =
        Lessons.commasAreHard(60).stream()
            .map(l -> new Lesson(l.question(), null, 0.5 + (l.target() - 0.5) / 5, 1))
            .toList();
    Head head = new Head(Training.learn(lessons));
    assertThat(head.weigh("Where is my lamp, the shoe, case 5", null).difficulty())
        .isCloseTo(0.6, within(0.05));
  }

  @Test
  void refusesLessonsOfOneKind() {
    List<Lesson> lessons = Lessons.commasAreHard(40).stream().filter(l -> l.target() == 1).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.learn(lessons))
        .withMessage("the target of all 20 lessons is 1.0; there must be lessons of either kind");
  }

  @Test
  void refusesTooFewAndTooManyLessons() {
    List<Lesson> some = Lessons.commasAreHard(19);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Training.learn(
                    Collections.nCopies(3, some).stream().flatMap(List::stream).toList()))
        .withMessage("19 different questions are too few to learn from; at least 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.learn(List.of()))
        .withMessage("0 different questions are too few to learn from; at least 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.learn(Collections.nCopies(100_001, some.getFirst())))
        .withMessage("100,001 lessons are too many; at most 100,000");
  }

  @Test
  void refusesVectorsThatCannotBeLearnedTogether() {
    List<Lesson> lessons = new ArrayList<>(Lessons.vectorsTell(30));
    lessons.set(4, Lessons.lesson(4, null, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.learn(lessons))
        .withMessage("lesson 5 has no vector, lesson 1 has one; give one to each or to none");
    lessons.set(4, Lessons.lesson(4, new Embedding("local/other", new float[] {1}), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.learn(lessons))
        .withMessage(
            "lesson 5 has a vector of local/other with 1 numbers, lesson 1 one of local/tiny with"
                + " 8");
  }

  @Test
  void refusesQuestionsThatHaveNothingToTellThemApart() {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lessons.add(Lessons.lesson(i, null, i % 2));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.learn(lessons))
        .withMessage(
            "all questions have the same structure, and no vectors; nothing can be learned from"
                + " them");
  }
}
