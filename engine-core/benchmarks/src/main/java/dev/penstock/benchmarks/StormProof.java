package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All providers fail: how many calls they get all the same. */
final class StormProof {
  private static final long QUIET_AFTER = TimeUnit.SECONDS.toNanos(5);
  private static final long LASTS = TimeUnit.SECONDS.toNanos(15);
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(5);

  private StormProof() {}

  static void show(Proof proof) {
    AtomicInteger calls = new AtomicInteger();
    try (ScriptedServer failing =
            ScriptedServer.openAi()
                .keep(1)
                .start(
                    exchange -> {
                      calls.incrementAndGet();
                      return Reply.failure(exchange.number() % 2 == 0 ? 503 : 500, null);
                    });
        Engine engine =
            TwoProviders.engine(
                failing.baseUrl().toString(), failing.baseUrl().toString(), TwoProviders.SHORT)) {
      AtomicInteger most = new AtomicInteger();
      AtomicInteger late = new AtomicInteger();
      AtomicInteger callsBefore = new AtomicInteger();
      long start = System.nanoTime();
      int requests = (int) (LASTS / EVERY);
      Crowd.of(
          requests,
          64,
          i -> {
            long due = start + i * EVERY;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            boolean isLate = i * EVERY >= QUIET_AFTER;
            if (isLate) {
              callsBefore.compareAndSet(0, calls.get());
              late.incrementAndGet();
            }
            try {
              TwoProviders.ask(engine, Workload.request(), i % 2 == 0);
              throw new IllegalStateException("a failing provider answered");
            } catch (PenstockException e) {
              most.accumulateAndGet(e.attempts().size(), Math::max);
            }
          });
      double ratio = (calls.get() - callsBefore.get()) / (double) late.get();
      proof.atMost("all providers failing, most attempts of a request", most.get(), 3, "");
      proof.atMost(
          "all providers failing, attempts over requests after 5 s, 200 requests/s",
          ratio,
          1.2,
          "");
    }
  }
}
