package dev.penstock.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

@org.junit.jupiter.api.Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class NameLookupTest {
  private static final InetAddress[] FOUND = {InetAddress.getLoopbackAddress()};
  private static final Timeout LONG = Timeout.ofMinutes(1);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch forEver = new CountDownLatch(1);

  @AfterEach
  void end() {
    forEver.countDown();
    NameLookup.isFor(null);
  }

  @Test
  void tellsWhatTheSystemFinds() throws UnknownHostException {
    assertThat(new NameLookup(of(() -> FOUND), LONG).resolve("api.example")).isEqualTo(FOUND);
  }

  @Test
  void tellsThatTheSystemFindsNothing() {
    UnknownHostException unknown = new UnknownHostException("api.example");
    NameLookup names =
        new NameLookup(
            of(
                () -> {
                  throw unknown;
                }),
            LONG);
    assertThatThrownBy(() -> names.resolve("api.example")).isSameAs(unknown);
  }

  @Test
  void oneThatHangsIsLeftWhenTheTimeForAConnectionIsUp() {
    NameLookup names = new NameLookup(of(this::hang), Timeout.ofMilliseconds(20));
    assertThatThrownBy(() -> names.resolve("api.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasRootCauseInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void oneThatHangsIsLeftWhenItsCallIsEnded() throws InterruptedException {
    NameLookup names = new NameLookup(of(this::hang), LONG);
    RunningCall call = new RunningCall(() -> true, 0, Long.MAX_VALUE);
    NameLookup.isFor(call);
    Thread watch =
        Thread.startVirtualThread(
            () -> {
              try {
                asked.await();
              } catch (InterruptedException e) {
                return;
              }
              call.end(RunningCall.End.TIMED_OUT);
            });
    assertThatThrownBy(() -> names.resolve("api.example")).isInstanceOf(UnknownHostException.class);
    watch.join();
  }

  @Test
  void oneOfACallThatHasEndedIsNotWaitedFor() {
    NameLookup names = new NameLookup(of(this::hang), LONG);
    RunningCall call = new RunningCall(() -> true, 0, Long.MAX_VALUE);
    call.end(RunningCall.End.CLOSED);
    NameLookup.isFor(call);
    assertThatThrownBy(() -> names.resolve("api.example")).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void thoseWhoAskAtOnceShareALookUp() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    NameLookup names =
        new NameLookup(
            of(
                () -> {
                  lookups.incrementAndGet();
                  return hang();
                }),
            LONG);
    List<FutureTask<InetAddress[]>> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(new FutureTask<>(() -> names.resolve("api.example")));
      threads.add(Thread.startVirtualThread(all.getLast()));
    }
    while (!threads.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    forEver.countDown();
    for (FutureTask<InetAddress[]> each : all) {
      assertThat(each.get()).isEqualTo(FOUND);
    }
    assertThat(lookups).hasValue(1);

    assertThat(names.resolve("api.example")).isEqualTo(FOUND);
    assertThat(lookups).as("nothing is kept").hasValue(2);
  }

  @Test
  void oneThatWasTooSlowIsNotJoined() {
    AtomicInteger lookups = new AtomicInteger();
    NameLookup names =
        new NameLookup(
            of(() -> lookups.incrementAndGet() == 1 ? hang() : FOUND), Timeout.ofMilliseconds(50));
    assertThatThrownBy(() -> names.resolve("api.example")).isInstanceOf(UnknownHostException.class);

    assertThatNoException().isThrownBy(() -> names.resolve("api.example"));
  }

  @Test
  void oneThatHangsIsLeftByAnInterrupt() {
    NameLookup names = new NameLookup(of(this::hang), LONG);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> names.resolve("api.example")).isInstanceOf(UnknownHostException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** As the system's look-up, it does not end by an interrupt. */
  private InetAddress[] hang() {
    asked.countDown();
    while (forEver.getCount() > 0) {
      try {
        forEver.await();
      } catch (InterruptedException e) {
        // goes on
      }
    }
    return FOUND;
  }

  private interface Lookup {
    InetAddress[] find() throws UnknownHostException;
  }

  private static DnsResolver of(Lookup lookup) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return lookup.find();
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
