package dev.penstock.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private final FakeClock clock = new FakeClock();
  private final Traffic traffic = new Traffic(clock.ticker());

  @Test
  void leavesTheProviderAloneForAsLongAsItAskedWithinBounds() {
    traffic.limit(Duration.ofSeconds(7));
    assertThat(traffic.limitedFor()).isEqualTo(Duration.ofSeconds(7));
    traffic.limit(Duration.ofSeconds(2));
    assertThat(traffic.limitedFor()).as("the longer one holds").isEqualTo(Duration.ofSeconds(7));
    clock.advance(Duration.ofSeconds(7));
    assertThat(traffic.limitedFor()).isZero();
    traffic.limit(Duration.ofHours(10));
    assertThat(traffic.limitedFor()).isEqualTo(Duration.ofMinutes(5));
    clock.advance(Duration.ofMinutes(5));
    traffic.limit(Duration.ofMillis(3));
    assertThat(traffic.limitedFor()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void leavesItAloneForOneToTwoSecondsIfItDidNotSay() {
    traffic.limit(null);
    assertThat(traffic.limitedFor()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void repeatsAtMostAFifthOfTheCallsOfTenSeconds() {
    int repeats = 0;
    for (int call = 0; call < 1_000; call++) {
      traffic.called();
      if (traffic.tryRepeat()) {
        repeats++;
      }
      clock.advance(Duration.ofMillis(7));
    }
    assertThat(repeats).isBetween(150, 200);
  }

  @Test
  void allowsOneRepeatInTenSecondsHoweverFewTheCalls() {
    traffic.called();
    assertThat(traffic.tryRepeat()).isTrue();
    assertThat(traffic.tryRepeat()).isFalse();
    clock.advance(Duration.ofSeconds(9));
    assertThat(traffic.tryRepeat()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(traffic.tryRepeat()).isTrue();
  }
}
