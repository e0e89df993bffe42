package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Folder;
import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** How long the launcher takes until the gateway answers. */
final class StartProof {
  private static final int STARTS = 5;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private StartProof() {}

  /** The gateway must have been started before, or it may still have to be built. */
  static void show(Proof proof, Path launcher, int upstream)
      throws IOException, InterruptedException {
    long[] nanos = new long[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (Folder folder = Folder.make();
          GatewayChild gateway = GatewayChild.start(launcher, folder.path(), upstream)) {
        nanos[i] = gateway.startNanos();
      }
    }
    Arrays.sort(nanos);
    proof.beside("slowest of " + STARTS + " starts", nanos[STARTS - 1] / SECOND, "s");
    proof.atMost(
        "start until /health answers, median of " + STARTS, nanos[STARTS / 2] / SECOND, 1.5, "s");
  }
}
