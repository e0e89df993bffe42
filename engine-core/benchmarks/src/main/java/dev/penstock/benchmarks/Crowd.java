package dev.penstock.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/** Does something many times, so many at once, on virtual threads. */
final class Crowd {
  private Crowd() {}

  /** Returns when all are over. */
  static void of(int times, int atOnce, IntConsumer work) {
    Semaphore places = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < times; i++) {
        int number = i;
        places.acquireUninterruptibly();
        threads.execute(
            () -> {
              try {
                work.accept(number);
              } finally {
                places.release();
              }
            });
      }
    }
  }
}
