package dev.penstock.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Pace pace = new Pace();

  @Test
  void isUnknownBeforeTenStreams() {
    for (int i = 0; i < 9; i++) {
      pace.record(100, TimeUnit.SECONDS.toNanos(1));
      assertThat(pace.tokensIn(SECOND)).isNull();
    }
    pace.record(100, TimeUnit.SECONDS.toNanos(1));
    assertThat(pace.tokensIn(SECOND)).isEqualTo(100);
  }

  @Test
  void isThatOfTheFastestOfTheLatestStreams() {
    pace.record(3, TimeUnit.MILLISECONDS.toNanos(10));
    for (int i = 0; i < 20; i++) {
      pace.record(50, TimeUnit.SECONDS.toNanos(1));
    }
    assertThat(pace.tokensIn(SECOND)).isEqualTo(301);
    for (int i = 0; i < 256; i++) {
      pace.record(50, TimeUnit.SECONDS.toNanos(1));
    }
    assertThat(pace.tokensIn(SECOND)).as("the fast one is long ago").isEqualTo(50);
  }

  @Test
  void survivesStreamsOfNothingOrOfNoTime() {
    for (int i = 0; i < 10; i++) {
      pace.record(0, 1_000);
      pace.record(1_000, 0);
    }
    assertThat(pace.tokensIn(SECOND)).isEqualTo(SECOND.toNanos());
  }
}
