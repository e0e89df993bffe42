package dev.penstock.samples.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final AtomicLong open = new AtomicLong(100);
  private final AtomicInteger counted = new AtomicInteger();
  private final Descriptors descriptors =
      new Descriptors() {
        @Override
        public long limit() {
          return 1000;
        }

        @Override
        public long open() {
          counted.incrementAndGet();
          return open.get();
        }
      };

  @Test
  void countsAnewWhenHalfOfWhatWasFreeIsTaken() {
    Room room = new Room(descriptors, () -> {});

    for (int i = 0; i < (1000 - 250 - 100) / 2; i++) {
      room.enter();
    }
    assertThat(counted).hasValue(1);

    room.enter();
    assertThat(counted).hasValue(2);
  }

  @Test
  void leavesSomeForCallsToProviders() {
    Room room = new Room(descriptors, () -> open.addAndGet(-10));
    long most = 0;
    for (int i = 0; i < 5000; i++) {
      room.enter();
      most = Math.max(most, open.incrementAndGet());
    }

    assertThat(most).isBetween(740L, 750L);
  }

  @Test
  void whoeverWaitsForRoomIsLetGoWhenItIsClosed() throws Exception {
    open.set(1000);
    CountDownLatch asked = new CountDownLatch(1);
    Room room = new Room(descriptors, asked::countDown);
    Thread accepting = Thread.ofPlatform().start(room::enter);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    room.close();

    assertThat(accepting.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aSystemWithoutALimitLetsAllIn() {
    Room room = new Room(Descriptors.UNLIMITED, () -> {});
    for (int i = 0; i < 100_000; i++) {
      room.enter();
    }

    assertThat(Descriptors.ofProcess().limit()).isPositive();
    assertThat(Descriptors.ofProcess().open()).isBetween(0L, Descriptors.ofProcess().limit());
  }
}
