package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Sessions sessions = new Sessions();

  private int ask(String session, String question) {
    return sessions.times("shop", session, question, NOON, true);
  }

  @Test
  void countsAQuestionInOtherWords() {
    assertThat(ask("s", "Where is my parcel from Tuesday?")).isEqualTo(1);
    assertThat(ask("s", "WHERE is the parcel from tuesday??")).isEqualTo(2);
    assertThat(ask("s", "So where is my parcel from Tuesday, please")).isEqualTo(3);
    assertThat(ask("s", "How do I return shoes?")).isEqualTo(1);
    assertThat(ask("s", "where's the parcel of Tuesday")).isEqualTo(4);
  }

  @Test
  void takesOtherNumbersForAnotherQuestion() {
    assertThat(ask("s", "Where is order 4711?")).isEqualTo(1);
    assertThat(ask("s", "Where is order 4712?")).isEqualTo(1);
    assertThat(ask("s", "Where is the order?")).isEqualTo(2);
  }

  @Test
  void keepsSessionsAndTenantsApart() {
    assertThat(ask("s", "Where is my parcel?")).isEqualTo(1);
    assertThat(ask("t", "Where is my parcel?")).isEqualTo(1);
    assertThat(sessions.times("other", "s", "Where is my parcel?", NOON, true)).isEqualTo(1);
  }

  @Test
  void looksWithoutCounting() {
    ask("s", "Where is my parcel?");
    assertThat(sessions.times("shop", "s", "Where is my parcel?", NOON, false)).isEqualTo(2);
    assertThat(sessions.times("shop", "s", "Where is my parcel?", NOON, false)).isEqualTo(2);
    assertThat(sessions.times("shop", "new", "Where is my parcel?", NOON, false)).isEqualTo(1);
    assertThat(ask("s", "Where is my parcel?")).isEqualTo(2);
  }

  @Test
  void forgetsASessionAfterADay() {
    ask("s", "Where is my parcel?");
    Instant later = NOON.plus(Duration.ofHours(25));
    assertThat(sessions.times("shop", "s", "Where is my parcel?", later, false)).isEqualTo(1);
    assertThat(sessions.times("shop", "s", "Where is my parcel?", later, true)).isEqualTo(1);
  }

  @Test
  void keepsTheLatestSessionsAndQuestions() {
    ask("first", "Where is my parcel?");
    IntStream.range(0, 10_000).forEach(i -> ask("s" + i, "Where is my parcel?"));
    assertThat(ask("first", "Where is my parcel?")).isEqualTo(1);
    assertThat(ask("s9999", "Where is my parcel?")).isEqualTo(2);
    for (String word : "one two three four five six seven eight".split(" ", -1)) {
      ask("s9999", word + word);
    }
    assertThat(ask("s9999", "Where is my parcel?")).isEqualTo(1);
  }

  @Test
  void countsConcurrentQuestionsOnceEach() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> asked =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> ask("s", "Where is my parcel?")))
              .toList();
      for (Future<Integer> one : asked) {
        assertThat(one.get()).isBetween(1, 200);
      }
    }
    assertThat(ask("s", "Where is my parcel?")).isEqualTo(201);
  }

  @Test
  void takesQuestionsWithoutWords() {
    assertThat(ask("s", "")).isEqualTo(1);
    assertThat(ask("s", "???")).isEqualTo(2);
    assertThat(ask("s", "parcel ".repeat(50_000))).isEqualTo(1);
  }
}
