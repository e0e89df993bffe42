package dev.penstock.testkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.NonBlocking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every classifier keeps to. Extend it and say how to create one that knows some questions.
 *
 * <pre>{@code
 * final class MyClassifierTest extends ClassifierContract {
 *   @Override
 *   protected Classifier create() {
 *     return new MyClassifierFactory()
 *         .create(settings, TestPluginContext.named("my").tiers("simple", "complex"));
 *   }
 *
 *   @Override
 *   protected List<String> tiers() {
 *     return List.of("simple", "complex");
 *   }
 *
 *   @Override
 *   protected Map<String, String> known() {
 *     return Map.of("May I speak to your manager?", "complex");
 *   }
 * }
 * }</pre>
 */
public abstract class ClassifierContract {
  private static final int THREADS = 64;

  /** A word that no classifier's rules or examples hold. */
  private static final String PRIVATE_WORD = "zyxqj4711";

  /** For subclasses. */
  protected ClassifierContract() {}

  /** Creates the classifier, for a policy with {@link #tiers()}. */
  protected abstract Classifier create();

  /** The policy's tiers, easiest first. */
  protected abstract List<String> tiers();

  /**
   * Questions that the classifier knows, and the tier it gives; at least one, or one of {@link
   * #measured()}.
   */
  protected abstract Map<String, String> known();

  /** Questions to which the classifier gives a difficulty but no tier; none unless overridden. */
  protected List<String> measured() {
    return List.of();
  }

  /** What the classifier says of a question. */
  protected final Classification classify(Classifier classifier, String question) {
    return classifier.classify(input(question));
  }

  /** What a classifier sees of a request with one question. */
  protected final ClassifierInput input(String question) {
    return new ClassifierInput(ChatRequest.of(question), question, tiers());
  }

  @TestFactory
  final Stream<DynamicTest> givesKnownQuestionsTheirTier() {
    return known().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      try (Classifier classifier = create()) {
                        Classification found = classify(classifier, entry.getKey());
                        assertThat(found.tier()).isEqualTo(entry.getValue());
                        assertThat(found.confidence()).isPositive();
                        assertThat(found.signals()).isNotEmpty();
                      }
                    }));
  }

  @TestFactory
  final Stream<DynamicTest> givesMeasuredQuestionsADifficulty() {
    return measured().stream()
        .map(
            question ->
                DynamicTest.dynamicTest(
                    question,
                    () -> {
                      try (Classifier classifier = create()) {
                        Classification found = classify(classifier, question);
                        assertThat(found.tier()).isNull();
                        assertThat(found.difficulty()).isBetween(0.0, 1.0);
                        assertThat(found.confidence()).isPositive();
                        assertThat(found.signals()).isNotEmpty();
                      }
                    }));
  }

  @TestFactory
  final Stream<DynamicTest> saysSomethingSensibleAboutAnyText() {
    return nastyTexts().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      try (Classifier classifier = create()) {
                        checkSensible(classify(classifier, entry.getValue()));
                      }
                    }));
  }

  @Test
  final void saysTheSameEachTime() {
    try (Classifier classifier = create();
        Classifier other = create()) {
      for (String question : questions()) {
        Classification first = classify(classifier, question);
        assertThat(classify(classifier, question)).isEqualTo(first);
        assertThat(classify(other, question)).isEqualTo(first);
      }
    }
  }

  @Test
  final void saysTheSameWhenManyThreadsAsk() throws Exception {
    List<String> questions = questions();
    try (Classifier classifier = create()) {
      List<Classification> alone = questions.stream().map(q -> classify(classifier, q)).toList();
      Callable<List<Classification>> all =
          () -> questions.stream().map(q -> classify(classifier, q)).toList();
      List<Future<List<Classification>>> together = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < THREADS; i++) {
          together.add(threads.submit(all));
        }
      }
      for (Future<List<Classification>> answers : together) {
        assertThat(answers.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  final void keepsTheQuestionOutOfItsSignals() {
    try (Classifier classifier = create()) {
      for (String question : familiar()) {
        String text = PRIVATE_WORD + ' ' + question + ' ' + PRIVATE_WORD;
        for (Signal signal : classify(classifier, text).signals()) {
          assertThat(signal.toString().toLowerCase(Locale.ROOT)).doesNotContain(PRIVATE_WORD);
        }
      }
    }
  }

  @Test
  final void finishesSoonIfItPromisesNotToBlock() {
    try (Classifier classifier = create()) {
      if (!(classifier instanceof NonBlocking)) {
        return;
      }
      nastyTexts()
          .forEach(
              (name, text) -> {
                String question = text.substring(0, Math.min(text.length(), 20_000));
                classify(classifier, question);
                long start = System.nanoTime();
                classify(classifier, question);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(name)
                    .isLessThan(Duration.ofSeconds(2));
              });
    }
  }

  private void checkSensible(Classification found) {
    if (found.tier() != null) {
      assertThat(found.tier()).isIn(tiers());
    }
    assertThat(found.confidence()).isBetween(0.0, 1.0);
    Set<String> blank =
        found.signals().stream()
            .filter(signal -> signal.source().isBlank() || signal.id().isBlank())
            .map(Signal::toString)
            .collect(toSet());
    assertThat(blank).isEmpty();
  }

  private List<String> familiar() {
    List<String> questions = new ArrayList<>(known().keySet());
    questions.addAll(measured());
    return questions;
  }

  private List<String> questions() {
    List<String> questions = familiar();
    nastyTexts().values().stream().filter(text -> text.length() < 1_000).forEach(questions::add);
    return questions;
  }

  private Map<String, String> nastyTexts() {
    String known = familiar().getFirst();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("nothing", "");
    texts.put("white space", " \t\r\n\u00a0\u3000\u2028");
    texts.put("control characters", "\u0000\u0001\u001b[31m\u007f\u0085");
    texts.put("lone surrogates", "\ud83d" + known + "\udc00\ud83d");
    texts.put("right-to-left and zero-width", "\u202e" + known + "\u200b\u200d\ufeff\u202c");
    texts.put("combining marks", "a" + "\u0301".repeat(500) + ' ' + known);
    texts.put("emoji", "\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udde9\ud83c\uddea \u2764\ufe0f");
    texts.put("no spaces", "\u6211\u60f3\u9000\u8d27\u3002\u8fd4\u54c1\u3057\u305f\u3044");
    texts.put("regular expression", "(a+)+$ [\\p{L}] \\Q{\"json\": [1]}");
    texts.put("quotes", "'; drop table orders; -- \"" + known + '"');
    texts.put("one letter many times", "a".repeat(20_000) + '!');
    texts.put("many words", "a b ".repeat(5_000));
    texts.put("known many times", (known + ' ').repeat(20_000 / (known.length() + 1)));
    texts.put("digits and dashes", "1-".repeat(10_000));
    texts.put("expanding letters", "\ufdfa\u00df\u0130".repeat(6_000));
    texts.put("a megabyte", "lorem ipsum dolor ".repeat(58_255));
    return texts;
  }
}
