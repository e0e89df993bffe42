package dev.penstock.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Shows what the engine promises, one line each; docs/proofs.md says what each line means. */
public final class ProofEngine {
  private ProofEngine() {}

  /** Takes {@code --data=FOLDER}, or nothing; the exit code is 1 if anything is short. */
  public static void main(String[] arguments) throws IOException {
    Proof proof = new Proof(System.out);
    @Nullable Path data = DataFolder.of(arguments);
    proof.conditions();
    OverheadProof.show(proof);
    CallProof.show(proof);
    PluginJarProof.show(proof);
    MistakesProof.show(proof);
    DayProof.show(proof, data);
    System.exit(proof.exitCode());
  }
}
