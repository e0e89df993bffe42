package dev.penstock.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

  @ParameterizedTest
  @CsvSource({
    "'', 7, PT7S",
    "'', 1.5, PT1.5S",
    "'', 0, PT0S",
    "'', -3, PT0S",
    "'', 86400, PT5M",
    "250, 7, PT0.25S",
    "nonsense, 7, PT7S",
    "'', 'Wed, 21 Oct 2026 07:28:30 GMT', PT30S",
    "'', 'Wed, 21 Oct 2026 07:00:00 GMT', PT0S",
    "'', 'Thu, 22 Oct 2026 07:00:00 GMT', PT5M",
    "'', soon, ",
    "'', NaN, ",
    "'', 1e9, ",
    "'', '', ",
  })
  void readsEveryForm(String milliseconds, String other, Duration expected) {
    assertThat(RetryAfter.of(milliseconds, other, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"46s, PT46S", "0.5s, PT0.5S", "36000s, PT5M", "-1s, PT0S", "46, ", "s, ", "1m, "})
  void readsADurationWithItsUnit(String text, Duration expected) {
    assertThat(RetryAfter.ofSeconds(text)).isEqualTo(expected);
  }
}
