package dev.penstock.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final ProviderFailure WRONG_KEY =
      ProviderFailure.of(FailureKind.UNAUTHORIZED, Phase.NOT_RUN, "status 401");
  private static final ProviderFailure FAILURE =
      ProviderFailure.of(FailureKind.SERVER_ERROR, Phase.NOT_RUN, "status 500");

  private final FakeClock clock = new FakeClock();
  private final Health health = new Health("m", clock, clock.ticker());

  @Test
  void opensAtOnceForWhatWillNotMendByItselfAndSaysWhy() {
    assertThat(health.tryAcquire()).isTrue();
    health.broken(WRONG_KEY);
    assertThat(health.unavailable()).contains("UNAUTHORIZED, status 401");
    assertThat(health.tryAcquire()).isFalse();
  }

  @Test
  void twoCallsMayFindOutAtTheSameTime() {
    assertThat(health.tryAcquire()).isTrue();
    assertThat(health.tryAcquire()).isTrue();
    health.broken(WRONG_KEY);
    health.broken(WRONG_KEY);
    assertThat(health.unavailable()).isNotNull();
  }

  @Test
  void opensAfterTenCallsOfWhichHalfFailed() {
    for (int call = 0; call < 10; call++) {
      assertThat(health.unavailable()).isNull();
      assertThat(health.tryAcquire()).isTrue();
      if (call % 2 == 0) {
        health.failed(1, FAILURE, new ProviderException(FAILURE));
      } else {
        health.succeeded(1);
      }
    }
    assertThat(health.unavailable()).contains("SERVER_ERROR");
    clock.advance(Duration.ofSeconds(11));
    assertThat(health.unavailable()).isNull();
    assertThat(health.tryAcquire()).isTrue();
  }

  @Test
  void isNotImpressedByWhatTellsNothing() {
    for (int call = 0; call < 50; call++) {
      assertThat(health.tryAcquire()).isTrue();
      health.inconclusive();
    }
    assertThat(health.unavailable()).isNull();
  }
}
