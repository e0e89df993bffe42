package dev.penstock.benchmarks;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Shows what is promised of money: the ledger in a file, and budgets under load. */
public final class ProofMoney {
  private static final int ROWS = 1_000_000;
  private static final int CALLS = 20_000;

  private ProofMoney() {}

  /** Takes nothing; the exit code is 1 if anything is short. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Proof proof = new Proof(System.out);
    proof.conditions();
    try (Folder folder = Folder.make()) {
      ledger(proof, LedgerFile.measure(folder.path(), ROWS));
    }
    try (Folder folder = Folder.make()) {
      budgets(proof, BudgetLoad.measure(folder.path(), CALLS));
    }
    System.exit(proof.exitCode());
  }

  private static void ledger(Proof proof, LedgerFile.Figures ledger) {
    proof.atMost("append of a row, p50", ledger.appendNanos() / 1e3, 20, "us");
    proof.atMost("file of 1,000,000 rows", ledger.bytes() / 1e6, 300, "MB");
    proof.atMost("report of a month of them", ledger.reportNanos() / 1e9, 2, "s");
    proof.atMost("opening the file", ledger.openNanos() / 1e9, 2, "s");
  }

  private static void budgets(Proof proof, BudgetLoad.Figures load) {
    proof.atMost("posted and held at worst", load.worst() / 1e9, load.limit() / 1e9, "USD");
    proof.atMost("held in the end", load.held() / 1e9, 0, "USD");
    proof.shown(
        "billed by the provider",
        load.bill() / 1e9 + " USD",
        "at most the " + load.posted() / 1e9 + " USD posted",
        load.bill() <= load.posted());
  }
}
