package dev.penstock.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
  private final TokenCounter counter = new TokenCounter();

  @Test
  void aLongTextOfWordsIsCountedAsOne() {
    String sentence = "The quick brown fox jumps over the lazy dog. ";

    assertThat(counter.count(sentence.repeat(100)))
        .isEqualTo(100 * counter.count(sentence.strip()) + 1);
  }

  @Test
  void aRunWithoutEndTakesTimeInProportion() {
    long start = System.nanoTime();
    long letters = counter.count("a".repeat(1 << 20));
    long marks = counter.count("😀".repeat(1 << 18));

    assertThat(letters).isBetween((1L << 20) / 128, 1L << 20);
    assertThat(marks).isBetween(1L << 18, 1L << 20);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
