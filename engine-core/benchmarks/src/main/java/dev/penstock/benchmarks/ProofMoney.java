package dev.penstock.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** Shows what is promised of money, one line each; docs/proofs.md says what each line means. */
public final class ProofMoney {
  private ProofMoney() {}

  /** Takes nothing; the exit code is 1 if anything is short. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Proof proof = new Proof(System.out);
    proof.conditions();
    ZoneProof.show(proof);
    BudgetProof.show(proof);
    KillProof.show(proof);
    LedgerProof.show(proof);
    System.exit(proof.exitCode());
  }
}
