package dev.penstock.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.explain.Availability.State;
import dev.penstock.api.policy.BreakerSpec;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeClock clock = new FakeClock();
  private final Breaker shared = breaker("p");
  private final Health health = new Health("p", "m", breaker("m"), shared);
  private final Health sibling = new Health("p", "other", breaker("other"), shared);

  private Breaker breaker(String name) {
    return new Breaker(name, BreakerSpec.DEFAULT, clock.ticker(), () -> 0.5);
  }

  private static ProviderFailure failure(FailureKind kind) {
    return failure(kind, null);
  }

  private static ProviderFailure failure(FailureKind kind, Duration retryAfter) {
    return new ProviderFailure(kind, Phase.NOT_RUN, 0, null, "told to fail", retryAfter);
  }

  private Health.Permit permit() {
    return Objects.requireNonNull(health.tryAcquire(), "no permit");
  }

  private void fail(int calls) {
    for (int call = 0; call < calls; call++) {
      assertThat(health.failed(permit(), 1, failure(FailureKind.SERVER_ERROR))).isNull();
    }
  }

  private void succeed(int calls) {
    for (int call = 0; call < calls; call++) {
      health.succeeded(permit(), 1);
    }
  }

  private Alert broken(FailureKind kind) {
    return health.broken(permit(), failure(kind));
  }

  @Test
  void opensAfterTenCallsOfWhichHalfFailedAndSaysWhyAndForHowLong() {
    for (int call = 0; call < 5; call++) {
      assertThat(health.standing()).isEqualTo(Standing.CLOSED);
      succeed(1);
      fail(1);
    }
    assertThat(health.standing())
        .isEqualTo(
            new Standing(
                State.OPEN, "last failure: SERVER_ERROR, told to fail", Duration.ofSeconds(10)));
    assertThat(health.tryAcquire()).isNull();
    assertThat(sibling.standing()).as("each model has its own").isEqualTo(Standing.CLOSED);
  }

  @Test
  void namesTheLastFailureAlsoWhenASuccessCompletesTheRate() {
    for (int call = 0; call < 5; call++) {
      fail(1);
      succeed(1);
    }
    assertThat(health.standing().cause()).isEqualTo("last failure: SERVER_ERROR, told to fail");
  }

  @Test
  void failuresOlderThanTheWindowDoNotCount() {
    for (int call = 0; call < 4; call++) {
      succeed(1);
      fail(1);
    }
    clock.advance(Duration.ofSeconds(61));
    succeed(1);
    fail(1);
    assertThat(health.standing()).isEqualTo(Standing.CLOSED);
  }

  @Test
  void opensAfterFiveFailuresInARowHoweverFewTheCalls() {
    fail(4);
    succeed(1);
    fail(4);
    assertThat(health.standing()).isEqualTo(Standing.CLOSED);
    clock.advance(Duration.ofHours(1));
    fail(1);
    assertThat(health.standing().state()).isEqualTo(State.OPEN);
  }

  @Test
  void staysOpenForLongerEachTimeUpToALimit() {
    fail(5);
    for (int opening = 1; opening <= 40; opening++) {
      Duration expected = Duration.ofSeconds(Math.min(300, 10L * opening));
      assertThat(health.standing().left()).as("opening %d", opening).isEqualTo(expected);
      clock.advance(expected.minusNanos(1));
      assertThat(health.tryAcquire()).as("still open").isNull();
      clock.advance(Duration.ofNanos(1));
      fail(3);
    }
  }

  @Test
  void beginsAtTheShortTimeAgainAfterItHasClosed() {
    fail(5);
    clock.advance(Duration.ofSeconds(10));
    fail(3);
    assertThat(health.standing().left()).isEqualTo(Duration.ofSeconds(20));
    clock.advance(Duration.ofSeconds(20));
    succeed(3);
    assertThat(health.standing()).isEqualTo(Standing.CLOSED);
    fail(5);
    assertThat(health.standing().left()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void variesTheTimeByATenth() {
    for (double random : new double[] {0, 1}) {
      Breaker breaker = new Breaker("b", BreakerSpec.DEFAULT, clock.ticker(), () -> random);
      assertThat(breaker.open("why", null)).isTrue();
      assertThat(breaker.left()).isEqualTo(Duration.ofSeconds(random == 0 ? 9 : 11));
    }
  }

  @Test
  void letsThreeProbesThroughAndSaysSo() {
    fail(5);
    clock.advance(Duration.ofSeconds(10));
    assertThat(health.standing().state()).isEqualTo(State.HALF_OPEN);
    Health.Permit first = permit();
    Health.Permit second = permit();
    Health.Permit third = permit();
    assertThat(health.tryAcquire()).isNull();
    health.inconclusive(third);
    Health.Permit again = permit();
    health.succeeded(first, 1);
    health.succeeded(second, 1);
    assertThat(health.standing().cause()).contains("SERVER_ERROR");
    health.succeeded(again, 1);
    assertThat(health.standing()).isEqualTo(Standing.CLOSED);
  }

  @Test
  void callsFromBeforeItOpenedAreNoProbes() {
    Health.Permit late = permit();
    Health.Permit later = permit();
    fail(5);
    clock.advance(Duration.ofSeconds(10));
    Health.Permit probe = permit();
    health.inconclusive(late);
    health.failed(later, 1, failure(FailureKind.TIMEOUT));
    permit();
    permit();
    assertThat(health.tryAcquire()).as("three probes, whatever ends late").isNull();
    health.succeeded(probe, 1);
    assertThat(health.standing().state()).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void aWrongKeyShutsAllModelsOfTheInstanceAndIsToldOnce() {
    Health.Permit other = permit();
    assertThat(broken(FailureKind.UNAUTHORIZED))
        .isEqualTo(new Alert("p", null, "UNAUTHORIZED, told to fail"));
    assertThat(health.broken(other, failure(FailureKind.UNAUTHORIZED))).isNull();
    assertThat(sibling.tryAcquire()).isNull();
    assertThat(sibling.standing().left()).isEqualTo(Duration.ofSeconds(10));
    clock.advance(Duration.ofSeconds(10));
    assertThat(broken(FailureKind.UNAUTHORIZED)).as("probes tell nothing new").isNull();
    clock.advance(Duration.ofSeconds(20));
    succeed(3);
    assertThat(sibling.standing()).isEqualTo(Standing.CLOSED);
    assertThat(broken(FailureKind.UNAUTHORIZED)).as("it begins anew").isNotNull();
  }

  @Test
  void anUntrustedCertificateShutsTheInstance() {
    assertThat(broken(FailureKind.TLS_FAILED)).isNotNull();
    assertThat(sibling.tryAcquire()).isNull();
  }

  @Test
  void aUsedUpQuotaShutsTheInstanceForLong() {
    assertThat(broken(FailureKind.QUOTA_EXHAUSTED)).isNotNull();
    assertThat(sibling.standing().left()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aQuotaThatNamesItsResetIsBelievedUpToAnHour() {
    health.broken(permit(), failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofMinutes(20)));
    assertThat(health.standing().left()).isEqualTo(Duration.ofMinutes(20));
    clock.advance(Duration.ofMinutes(20));
    health.broken(permit(), failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofDays(20)));
    assertThat(health.standing().left()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aModelThatIsGoneIsNotProbedUntilTheReload() {
    Health.Permit other = permit();
    assertThat(broken(FailureKind.MODEL_NOT_FOUND))
        .isEqualTo(new Alert("p", "m", "MODEL_NOT_FOUND, told to fail"));
    assertThat(health.broken(other, failure(FailureKind.MODEL_NOT_FOUND))).isNull();
    clock.advance(Duration.ofDays(30));
    assertThat(health.tryAcquire()).isNull();
    assertThat(health.standing().left()).isNull();
    assertThat(sibling.tryAcquire()).isNotNull();
    health.look();
    assertThat(health.tryAcquire()).isNotNull();
  }

  @Test
  void tellsOfRedirectsOnceUntilAnAnswer() {
    ProviderFailure redirected = failure(FailureKind.REDIRECTED);
    assertThat(health.failed(permit(), 1, redirected)).isNotNull();
    assertThat(health.failed(permit(), 1, redirected)).isNull();
    succeed(1);
    assertThat(health.failed(permit(), 1, redirected)).isNotNull();
  }

  @Test
  void isNotImpressedByWhatTellsNothing() {
    for (int call = 0; call < 50; call++) {
      health.inconclusive(permit());
    }
    assertThat(health.standing()).isEqualTo(Standing.CLOSED);
  }

  @Test
  void fiveImpossibleUsagesInARowOpenIt() {
    for (int i = 0; i < 4; i++) {
      health.anomaly();
    }
    health.plausible();
    for (int i = 0; i < 4; i++) {
      health.anomaly();
    }
    assertThat(health.standing()).isEqualTo(Standing.CLOSED);
    health.anomaly();
    assertThat(health.standing().cause()).contains("usage that cannot be");
  }

  @Test
  void anOpeningIsNotShortenedByWhatComesLate() {
    Health.Permit late = permit();
    Health.Permit later = permit();
    broken(FailureKind.QUOTA_EXHAUSTED);
    health.broken(late, failure(FailureKind.UNAUTHORIZED));
    assertThat(health.standing().left()).isEqualTo(Duration.ofMinutes(5));
    clock.advance(SECOND);
    health.broken(later, failure(FailureKind.QUOTA_EXHAUSTED));
    assertThat(health.standing().left()).isEqualTo(Duration.ofMinutes(5));
  }
}
