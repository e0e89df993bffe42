package dev.penstock.core.isolate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final long SOON = Duration.ofMillis(5).toNanos();
  private static final long LATE = Duration.ofHours(1).toNanos();

  @Test
  void ringsOnceItsTimeIsUpAndNotBefore() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    long began = System.nanoTime();
    Alarm late = Alarm.in(LATE, rung::countDown);
    Alarm soon = Alarm.in(SOON, rung::countDown);
    assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(SOON);
    assertThat(soon.hasRung()).isTrue();
    assertThat(late.hasRung()).isFalse();
    late.cancel();
  }

  @Test
  void oneThatWasCancelledDoesNotRing() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    List<Alarm> cancelled = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      cancelled.add(Alarm.in(SOON, () -> {}));
      cancelled.getLast().cancel();
    }
    Alarm last = Alarm.in(SOON, rung::countDown);
    assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(last.hasRung()).isTrue();
    assertThat(cancelled).noneMatch(Alarm::hasRung);
  }

  @Test
  void aTimeBeyondAllTimeDoesNotRingAtOnce() throws InterruptedException {
    Alarm never = Alarm.in(Long.MAX_VALUE, () -> {});
    CountDownLatch rung = new CountDownLatch(1);
    Alarm soon = Alarm.in(SOON, rung::countDown);
    assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(soon.hasRung()).isTrue();
    assertThat(never.hasRung()).isFalse();
    never.cancel();
  }
}
