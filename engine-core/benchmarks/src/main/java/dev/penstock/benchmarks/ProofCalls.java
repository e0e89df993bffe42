package dev.penstock.benchmarks;

/** Shows that calls survive, one line each; docs/proofs.md says what each line means. */
public final class ProofCalls {
  private ProofCalls() {}

  /**
   * Takes {@code --data=FOLDER}, which it does not need; the exit code is 1 if anything is short.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Proof proof = new Proof(System.out);
    proof.conditions();
    RowProof.show(proof);
    StormProof.show(proof);
    NeighbourProof.show(proof);
    LeaverProof.show(proof);
    FloodProof.show(proof);
    System.exit(proof.exitCode());
  }
}
