package dev.penstock.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.penstock.api.Engine;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/** What an exact hit and a vector cost. */
final class RecallCostProof {
  private static final double MICROSECOND = 1_000;
  private static final double MILLISECOND = 1_000_000;
  private static final int BATCHES = 40;
  private static final int WARM_UP = 10;
  private static final int BATCH = 50;

  private RecallCostProof() {}

  static void show(Proof proof) {
    try (Engine engine = Workload.recalling("{plugin: lucene}")) {
      Timing hit = Timing.of(Duration.ofSeconds(15), () -> engine.route(Workload.request()));
      proof.atMost("exact hit of the cache lucene p50", hit.p50() / MICROSECOND, 5, "us");
      proof.beside("the same p99", hit.p99() / MICROSECOND, "us");
    }
    try (SentenceVectors vectors = new SentenceVectors()) {
      double[] batches = new double[BATCHES];
      for (int batch = -WARM_UP; batch < BATCHES; batch++) {
        double spent = batch(vectors, batch);
        if (batch >= 0) {
          batches[batch] = spent;
        }
      }
      Arrays.sort(batches);
      proof.atMost(
          "vector of a short question, CPU p50", batches[BATCHES / 2] / MILLISECOND, 3, "ms");
    }
  }

  /** Processor time of the whole process, which counts in hundredths of a second. */
  private static double batch(SentenceVectors vectors, int number) {
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = process.getProcessCpuTime();
    for (int i = 0; i < BATCH; i++) {
      String question =
          "How can I change the delivery address of my order A%d?".formatted(BATCH * number + i);
      if (vectors.of(question).length == 0) {
        throw new IllegalStateException("an empty vector");
      }
    }
    return (double) (process.getProcessCpuTime() - before) / BATCH;
  }
}
