package dev.penstock.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTest {
  @Test
  void manyValuesBecomeOne() {
    Bounded values = new Bounded();
    for (int i = 0; i < 200; i++) {
      assertThat(values.of("v" + i)).isEqualTo("v" + i);
    }

    assertThat(values.of("one more")).isEqualTo(Bounded.OTHER);
    assertThat(values.of("v7")).isEqualTo("v7");
  }

  @Test
  void aFailureIsAWordAndNeverItsMessage() {
    assertThat(Words.errorType("rate-limited: slow down, SECRET")).isEqualTo("rate_limited");
    assertThat(Words.errorType("something else: SECRET")).isEqualTo(Bounded.OTHER);
    assertThat(Words.errorType("SECRET")).isEqualTo(Bounded.OTHER);
  }

  @Test
  void theOptInOfTheConventionsIsAListOfWords() {
    assertThat(Naming.ofOptIn("http, gen_ai_latest_experimental")).isEqualTo(Naming.LATEST);
    assertThat(Naming.ofOptIn("gen_ai_old")).isEqualTo(Naming.V1_41);
  }
}
