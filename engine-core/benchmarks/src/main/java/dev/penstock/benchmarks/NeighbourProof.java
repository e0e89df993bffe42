package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls that hang at one provider beside the calls to another. */
final class NeighbourProof {
  private static final int STALLED = 1_000;
  private static final int CALLS = 2_000;
  private static final int AT_ONCE = 8;
  private static final int ROUNDS = 5;
  private static final Duration THINKS = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private NeighbourProof() {}

  static void show(Proof proof) throws InterruptedException {
    try (ScriptedServer stalling =
            ScriptedServer.openAi().keep(2 * STALLED).start(exchange -> Reply.stall());
        ScriptedServer healthy =
            ScriptedServer.openAi()
                .keep(1)
                .start(exchange -> Reply.text(Workload.ANSWER, Workload.USAGE).after(THINKS));
        Engine engine =
            TwoProviders.engine(
                stalling.baseUrl().toString(), healthy.baseUrl().toString(), TwoProviders.LONG)) {
      double[] alone = new double[ROUNDS];
      double[] beside = new double[ROUNDS];
      p99(engine);
      for (int round = 0; round < ROUNDS; round++) {
        alone[round] = p99(engine);
        List<Thread> hanging = hang(engine);
        stalling.awaitExchange((round + 1) * STALLED, PATIENCE);
        beside[round] = p99(engine);
        hanging.forEach(Thread::interrupt);
        for (Thread thread : hanging) {
          thread.join();
        }
      }
      proof.beside("p99 of a provider that takes 20 ms, alone", median(alone), "ms");
      proof.beside("the same beside 1,000 stalled calls to another", median(beside), "ms");
      proof.atMost(
          "p99 beside 1,000 stalled calls over p99 alone", median(beside) / median(alone), 1.2, "");
    }
  }

  private static List<Thread> hang(Engine engine) {
    List<Thread> threads = new ArrayList<>(STALLED);
    for (int i = 0; i < STALLED; i++) {
      boolean streamed = i % 2 == 0;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      TwoProviders.ask(engine, TwoProviders.of("one"), streamed);
                    } catch (PenstockException e) {
                      // It was interrupted, as it should be.
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    return threads;
  }

  private static double p99(Engine engine) {
    long[] nanos = new long[CALLS];
    Crowd.of(
        CALLS,
        AT_ONCE,
        i -> {
          long start = System.nanoTime();
          TwoProviders.ask(engine, TwoProviders.of("two"), i % 2 == 0);
          nanos[i] = System.nanoTime() - start;
        });
    Arrays.sort(nanos);
    return nanos[(int) (CALLS * 0.99)] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
