package dev.penstock.benchmarks;

import java.util.Arrays;

/** What a routed call costs beside the bare call of another library, in turns, in one process. */
final class CallProof {
  private static final int AT_ONCE = 64;
  private static final int CALLS = 20_000;
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 9;
  private static final double MICROSECOND = 1e3;

  private CallProof() {}

  static void show(Proof proof) {
    try (Upstream upstream = Upstream.start();
        Client penstock = new PenstockClient(upstream.port());
        Client langChain4j = new LangChain4jClient(upstream.port());
        Client apache = new ApacheClient(upstream.port())) {
      double[] ours = new double[ROUNDS];
      double[] theirs = new double[ROUNDS];
      double[] bare = new double[ROUNDS];
      double[] ratios = new double[ROUNDS];
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        int i = Math.max(0, round);
        ours[i] = CpuTime.perCall(penstock, CALLS, AT_ONCE);
        theirs[i] = CpuTime.perCall(langChain4j, CALLS, AT_ONCE);
        bare[i] = CpuTime.perCall(apache, CALLS, AT_ONCE);
        ratios[i] = ours[i] / theirs[i];
      }
      proof.beside("routed call CPU", median(ours) / MICROSECOND, "us");
      proof.beside("LangChain4j bare call CPU", median(theirs) / MICROSECOND, "us");
      proof.beside("Apache HttpClient bare call CPU", median(bare) / MICROSECOND, "us");
      proof.atMost(
          "CPU of a routed call over LangChain4j's bare call, 64 at once", median(ratios), 0.7, "");
    }
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
