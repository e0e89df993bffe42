package dev.penstock.benchmarks;

import dev.penstock.api.money.Usd;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Many callers spend three budgets to their end; the engine is killed in between. */
final class BudgetProof {
  private static final int CALLS = 20_000;
  private static final int KILLED_AT = 4_000;
  private static final long LIMIT = Usd.of(Spender.LIMIT).nanos();

  /** The prices of the policy, in nano-dollars. */
  private static final long INPUT_TOKEN = 1_000;

  private static final long OUTPUT_TOKEN = 10_000;

  private final Path file;
  private final Map<String, Long> ends = new TreeMap<>();
  private final Map<String, Long> held = new TreeMap<>();
  private long worst;
  private long samples;
  private int begun;
  private long worstInFile;
  private long samplesOfFile;

  private BudgetProof(Path file) {
    this.file = file;
  }

  static void show(Proof proof) throws IOException, SQLException, InterruptedException {
    try (Folder folder = Folder.make();
        Jvm provider = Jvm.start(Biller.class, folder.path())) {
      String port = Objects.requireNonNull(provider.line(), "the provider did not start");
      BudgetProof budgets = new BudgetProof(folder.path().resolve("ledger.db"));
      budgets.spend(port, KILLED_AT);
      int before = budgets.begun;
      long restart = budgets.spend(port, Integer.MAX_VALUE);
      proof.shown(
          "calls begun before and after kill -9",
          before + " and " + (budgets.begun - before),
          CALLS + " in all",
          before < budgets.begun && budgets.begun == CALLS);
      proof.beside(
          "start of a process to its engine, after the kill",
          restart / (double) TimeUnit.SECONDS.toNanos(1),
          "s");
      budgets.limits(proof);
      budgets.end(proof, LedgerWatch.read(budgets.file), bill(provider));
    }
  }

  /** Lets callers spend until their end, or until so many have begun and the process is killed. */
  private long spend(String port, int killedAt) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    long opened = 0;
    try (Jvm spender =
        Jvm.start(
            Spender.class,
            Objects.requireNonNull(file.getParent()),
            port,
            file.toString(),
            Integer.toString(begun + 1),
            Integer.toString(CALLS))) {
      String line = spender.line();
      opened = System.nanoTime() - start;
      LedgerWatch watch = LedgerWatch.of(file);
      try (watch) {
        for (; line != null; line = spender.line()) {
          take(line.split(" ", -1));
          if (begun >= killedAt) {
            spender.kill();
          }
        }
      }
      worstInFile = Math.max(worstInFile, watch.worst());
      samplesOfFile += watch.samples();
    }
    return opened;
  }

  private void take(String[] words) {
    switch (words[0]) {
      case "begun" -> begun = Math.max(begun, Integer.parseInt(words[1]));
      case "most" -> worst = Math.max(worst, Long.parseLong(words[2]));
      case "sampled" -> samples += Long.parseLong(words[1]);
      case "end" -> ends.merge(words[1], Long.parseLong(words[2]), Long::sum);
      case "held" -> held.put(words[1], Long.parseLong(words[2]));
      default -> {}
    }
  }

  private void limits(Proof proof) {
    atMost(proof, "posted and held at worst, in " + samples + " reports", worst, LIMIT);
    atMost(
        proof,
        "posted and held at worst, in " + samplesOfFile + " looks into the file",
        worstInFile,
        LIMIT);
    long refused = ends.getOrDefault("BUDGET_EXHAUSTED", 0L);
    proof.shown(
        "calls refused after the kill, of " + ends, Long.toString(refused), "some", refused > 0);
  }

  private void end(Proof proof, LedgerWatch.Found found, Map<String, Long> bill) {
    long most = found.accounts().values().stream().mapToLong(Long::longValue).max().orElse(-1);
    atMost(proof, "posted in the end", most, LIMIT);
    proof.shown(
        "held in the end",
        held + ", in the file for " + found.holds() + " calls",
        "nothing in three budgets",
        held.size() == 3
            && found.holds() == 0
            && held.values().stream().allMatch(nanos -> nanos == 0));
    proof.shown(
        "rows of the ledger add up to "
            + Usd.ofNanos(found.rows())
            + " USD, budgets in nano-dollars",
        found.accounts().toString(),
        "the same",
        found.accounts().size() == 3
            && found.accounts().values().stream().allMatch(nanos -> nanos == found.rows()));
    long billed = bill.values().stream().mapToLong(Long::longValue).sum();
    atMost(proof, "billed by the provider", billed, found.rows());
    byCall(proof, found, bill);
  }

  /** A call that its caller has left is posted as an estimate, and the ledger names it so. */
  private static void byCall(Proof proof, LedgerWatch.Found found, Map<String, Long> bill) {
    int left = 0;
    int above = 0;
    long billedForLeft = 0;
    long postedForLeft = 0;
    for (Map.Entry<String, Long> call : bill.entrySet()) {
      String kinds = found.kinds().getOrDefault(call.getKey(), "");
      long posted = found.calls().getOrDefault(call.getKey(), 0L);
      above += call.getValue() > posted ? 1 : 0;
      if (kinds.contains("cancelled")) {
        left++;
        billedForLeft += call.getValue();
        postedForLeft += posted;
      }
    }
    proof.atMost(
        "of the " + bill.size() + " requests that reached it, billed above what was posted",
        above,
        0,
        "");
    proof.beside(
        "whose callers left: "
            + left
            + ", billed "
            + Usd.ofNanos(billedForLeft)
            + " USD, posted as estimates",
        postedForLeft / (double) Usd.of("1").nanos(),
        "USD");
    double lost = found.kinds().values().stream().filter(kinds -> kinds.contains("lost")).count();
    proof.beside(
        "posted with all that was held, as their end was lost in the kill,", lost, "requests");
  }

  /** What the provider has billed for each request, in nano-dollars. */
  private static Map<String, Long> bill(Jvm provider) {
    Map<String, Long> bill = new HashMap<>();
    provider.ask();
    for (String line = provider.line();
        line != null && !line.equals("all");
        line = provider.line()) {
      String[] words = line.split(" ", -1);
      bill.merge(
          words[0],
          Long.parseLong(words[1]) * INPUT_TOKEN + Long.parseLong(words[2]) * OUTPUT_TOKEN,
          Long::sum);
    }
    return bill;
  }

  private static void atMost(Proof proof, String what, long nanos, long limit) {
    proof.shown(
        what,
        Usd.ofNanos(nanos) + " USD",
        "at most " + Usd.ofNanos(limit) + " USD",
        nanos >= 0 && nanos <= limit);
  }
}
