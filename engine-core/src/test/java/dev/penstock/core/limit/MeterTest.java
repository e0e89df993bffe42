package dev.penstock.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final FakeClock clock = new FakeClock();

  private record Let(long at, long amount) {}

  @Property(tries = 300)
  void noMinuteLetsMoreThroughThanTheLimitAndWhatWasSavedUp(
      @ForAll @LongRange(min = 1, max = 5_000) long perMinute,
      @ForAll @Size(max = 400) List<@IntRange(min = 1, max = 60_000) Integer> steps) {
    FakeClock time = new FakeClock();
    Meter meter = new Meter("m", null, perMinute, time.ticker());
    Deque<Let> minute = new ArrayDeque<>();
    long sum = 0;
    for (int step : steps) {
      time.advance(Duration.ofMillis(step % 3_000));
      long now = time.passed().toNanos();
      while (!minute.isEmpty() && now - minute.getFirst().at() >= MINUTE) {
        sum -= minute.removeFirst().amount();
      }
      long amount = 1 + step % perMinute;
      if (meter.take(amount) == null) {
        minute.add(new Let(now, amount));
        sum += amount;
      }
      assertThat(sum).isLessThanOrEqualTo(2 * perMinute);
    }
  }

  @Property(tries = 300)
  void whatItSaysToWaitForIsThereThenAndNotBefore(
      @ForAll @LongRange(min = 1, max = 100_000) long perMinute,
      @ForAll @LongRange(min = 1, max = 100_000) long first,
      @ForAll @LongRange(min = 1, max = 100_000) long second) {
    FakeClock time = new FakeClock();
    Meter meter = new Meter("m", null, perMinute, time.ticker());
    meter.take(Math.min(first, perMinute));
    Excess lacks = meter.lacks(Math.min(second, perMinute));
    if (lacks == null || lacks.lasts() == null) {
      return;
    }
    time.advance(lacks.lasts().minusNanos(2));
    assertThat(meter.lacks(Math.min(second, perMinute))).isNotNull();
    time.advance(Duration.ofNanos(2));
    assertThat(meter.take(Math.min(second, perMinute))).isNull();
  }

  @Test
  void takesARequestAndItsTokensOrNeither() {
    Meter meter = new Meter("limit", 2L, 100L, clock.ticker());
    assertThat(meter.take(60)).isNull();
    assertThat(meter.take(60)).hasToString("limit has no 60 tokens left for 12 s more");
    assertThat(meter.requestsLeft()).isEqualTo(1);
    assertThat(meter.take(40)).isNull();
    assertThat(meter.take(0)).hasToString("limit has no request left for 30 s more");
  }

  @Test
  void neverLetsThroughWhatIsLargerThanTheLimitAndSaysSo() {
    Meter meter = new Meter("limit", null, 100L, clock.ticker());
    assertThat(meter.take(101))
        .isEqualTo(
            new Excess(
                "limit never allows the 101 tokens at once that this request may take in and out,"
                    + " but 100",
                null));
  }

  @Test
  void whatWasUsedBeyondIsADebt() {
    Meter meter = new Meter("limit", null, 60L, clock.ticker());
    Claim claim = new Claim(List.of(meter), List.of(), () -> 50);
    ((Taken) claim.take(false)).settle(90);
    assertThat(meter.tokensLeft()).isEqualTo(-30);
    clock.advance(Duration.ofSeconds(31));
    assertThat(meter.tokensLeft()).isEqualTo(1);
  }

  @Test
  void whatWasNotUsedIsGivenBackOnce() {
    Meter meter = new Meter("limit", 10L, 60L, clock.ticker());
    Claim claim = new Claim(List.of(), List.of(meter), () -> 50);
    Taken taken = (Taken) claim.take(false);
    taken.settle(10);
    taken.settle(0);
    taken.giveBack();
    assertThat(meter.tokensLeft()).isEqualTo(50);
    assertThat(meter.requestsLeft()).as("the call was made").isEqualTo(9);
  }

  @Test
  void takesFromAllLimitsOrFromNone() {
    Meter wide = new Meter("wide", 5L, 100L, clock.ticker());
    Meter narrow = new Meter("narrow", 1L, null, clock.ticker());
    Claim claim = new Claim(List.of(wide), List.of(narrow), () -> 30);
    assertThat(claim.take(false)).isInstanceOf(Taken.class);
    assertThat(claim.take(false)).isInstanceOf(Excess.class);
    assertThat(wide.requestsLeft()).isEqualTo(4);
    assertThat(wide.tokensLeft()).isEqualTo(70);
  }

  @Test
  void aRequestThatWasLetInCountsItsFurtherTokensAndIsNotCountedTwice() {
    Meter tenant = new Meter("tenant", 1L, 100L, clock.ticker());
    Claim claim = new Claim(List.of(tenant), List.of(), () -> 80);
    assertThat(claim.take(false)).isInstanceOf(Taken.class);
    assertThat(claim.take(true)).isInstanceOf(Taken.class);
    assertThat(tenant.requestsLeft()).isZero();
    assertThat(tenant.tokensLeft()).isEqualTo(-60);
    assertThat(((Excess) claim.take(false)).ofRequest()).isTrue();
  }

  @Test
  void tokensAreOnlyAskedForWhereALimitCountsThem() {
    Meter requests = new Meter("requests", 1L, null, clock.ticker());
    Claim claim =
        new Claim(
            List.of(requests),
            List.of(requests),
            () -> {
              throw new AssertionError("counted for nothing");
            });
    assertThat(claim.lackingForRequest()).isNull();
    assertThat(claim.lackingForCandidate()).isNull();
    assertThat(claim.take(true)).isInstanceOf(Taken.class);
  }
}
