package dev.penstock.benchmarks;

import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows what is promised of recall, one line each; docs/recall.md says what each line means. */
public final class ProofRecall {
  private ProofRecall() {}

  /** Takes {@code --data=FOLDER}, or nothing; the exit code is 1 if anything is short. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ProviderException {
    Proof proof = new Proof(System.out);
    @Nullable Path data = DataFolder.of(arguments);
    LuceneLog.off();
    proof.conditions();
    RecallCostProof.show(proof);
    CrossingProof.show(proof);
    FlightProof.show(proof);
    CacheKillProof.show(proof);
    StoreAndFindProof.show(proof);
    CertifiedProof.show(proof, data);
    System.exit(proof.exitCode());
  }
}
