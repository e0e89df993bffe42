package dev.penstock.benchmarks;

import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is promised of classifying, pruning and handing over, one line each; docs/proofs.md
 * says what each line means.
 */
public final class ProofDesk {
  private ProofDesk() {}

  /** Takes {@code --data=FOLDER}, or nothing; the exit code is 1 if anything is short. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ProviderException {
    Proof proof = new Proof(System.out);
    @Nullable Path data = DataFolder.of(arguments);
    LuceneLog.off();
    proof.conditions();
    ArticleProof.show(proof);
    PruneProof.show(proof);
    DecisionTimeProof.show(proof);
    ExamplesProof.show(proof, data);
    OutcomesProof.show(proof, data);
    CalibrateProof.show(proof, data);
    System.exit(proof.exitCode());
  }
}
