package dev.penstock.benchmarks;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.penstock.api.Engine;
import dev.penstock.core.policy.PolicyLoader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What the engine itself takes of a request, on one thread. */
final class OverheadProof {
  private static final double MICROSECOND = 1e3;
  private static final double KIBIBYTE = 1024;
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Duration SHORT = Duration.ofSeconds(5);

  private OverheadProof() {}

  static void show(Proof proof) {
    try (Engine engine = Workload.instant()) {
      Timing route = Timing.of(LONG, () -> engine.route(Workload.request()));
      proof.atMost("routing p50", route.p50() / MICROSECOND, 30, "us");
      proof.atMost("routing allocates", route.bytes() / KIBIBYTE, 20, "KiB");
      proof.beside("routing p99", route.p99() / MICROSECOND, "us");
      Timing decide =
          Timing.told(SHORT, () -> engine.route(Workload.request()).timing().decide().toNanos());
      proof.beside("decide alone p50", decide.p50() / MICROSECOND, "us");
    }
    try (Engine engine = Workload.counting()) {
      Timing counted = Timing.of(SHORT, () -> engine.route(Workload.request()));
      proof.beside("routing that must count tokens p50", counted.p50() / MICROSECOND, "us");
    }
    try (Engine engine = Workload.recalling()) {
      Timing hit = Timing.of(LONG, () -> engine.route(Workload.request()));
      proof.atMost("exact hit p50", hit.p50() / MICROSECOND, 5, "us");
      proof.atMost("exact hit allocates", hit.bytes() / KIBIBYTE, 20, "KiB");
    }
    Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    Timing count = Timing.of(SHORT, () -> encoding.countTokensOrdinary(Workload.QUESTION));
    proof.beside("token count of the same text p50", count.p50() / MICROSECOND, "us");
    String yaml = Workload.policyOf(200);
    PolicyLoader loader =
        new PolicyLoader(
            List.of(new InstantFactory()), List.of(), name -> null, InstantSource.system());
    Timing load = Timing.of(SHORT, () -> loader.load(yaml));
    proof.beside("policy of 200 models read p50", load.p50() / MICROSECOND, "us");
  }
}
