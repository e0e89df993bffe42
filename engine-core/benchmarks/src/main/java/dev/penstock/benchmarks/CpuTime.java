package dev.penstock.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What calls cost this process: user and system time, compiler and collector included. */
final class CpuTime {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private CpuTime() {}

  /** The nanoseconds per call of so many calls, so many of them at once on virtual threads. */
  @SuppressWarnings("SystemGc") // the other client's garbage is not this one's cost
  static double perCall(Client client, int calls, int atOnce) {
    System.gc();
    AtomicInteger left = new AtomicInteger(calls);
    AtomicInteger answered = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(atOnce);
    long before = PROCESS.getProcessCpuTime();
    for (int i = 0; i < atOnce; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (left.getAndDecrement() > 0) {
                    if (!client.ask().isEmpty()) {
                      answered.incrementAndGet();
                    }
                  }
                } finally {
                  done.countDown();
                }
              });
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long spent = PROCESS.getProcessCpuTime() - before;
    if (answered.get() != calls) {
      throw new IllegalStateException("only " + answered + " of " + calls + " calls were answered");
    }
    return (double) spent / calls;
  }
}
