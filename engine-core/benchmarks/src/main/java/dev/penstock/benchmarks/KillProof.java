package dev.penstock.benchmarks;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.store.StoreRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A process is killed again and again while it writes; the next one goes on with its file. */
final class KillProof {
  private static final int KILLS = 100;
  private static final int SHORTEST_LIFE = 100;
  private static final int LONGEST_LIFE = 900;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Long> billed = new HashMap<>();
  private final Map<String, Long> kept = new HashMap<>();
  private final List<Long> openings = new ArrayList<>();
  private long slowestStart;

  static void show(Proof proof) throws IOException {
    try (Folder folder = Folder.make()) {
      new KillProof().run(proof, folder.path());
    }
  }

  private void run(Proof proof, Path folder) {
    Random random = new Random(KILLS);
    for (int kill = 0; kill < KILLS; kill++) {
      live(folder, "k" + kill, Duration.ofMillis(random.nextInt(SHORTEST_LIFE, LONGEST_LIFE)));
    }
    Map<String, LedgerRow> rows = new HashMap<>();
    int[] doubled = new int[1];
    Balance balance;
    try (Store store = KillWriter.open(folder)) {
      store.ledger().rows(null, null, row -> doubled[0] += rows.put(row.id(), row) == null ? 0 : 1);
      balance = store.budgets().balance(StoreRows.account(KillWriter.BUDGET));
    }
    String kills = "after " + KILLS + " kills, ";
    proof.shown(
        kills + "rows missing of " + kept.size() + " that were acknowledged",
        Long.toString(kept.entrySet().stream().filter(e -> !isKept(rows, e)).count()),
        "0",
        !kept.isEmpty() && kept.entrySet().stream().allMatch(e -> isKept(rows, e)));
    proof.atMost(kills + "rows doubled of " + rows.size(), doubled[0], 0, "");
    proof.atMost(
        kills + "rows with less than was billed, of " + billed.size(),
        (double)
            billed.entrySet().stream().filter(e -> cost(rows, e.getKey()) < e.getValue()).count(),
        0,
        "");
    Usd sum = rows.values().stream().map(LedgerRow::cost).reduce(Usd.ZERO, Usd::plus);
    proof.shown(
        kills + "rows add up to " + sum + " USD, posted and held",
        balance.posted().cost() + " and " + balance.held().cost() + " USD",
        "the same, and nothing",
        balance.posted().cost().equals(sum) && balance.held().equals(Amount.NOTHING));
    openings.sort(Comparator.naturalOrder());
    proof.atMost(
        "slowest of " + openings.size() + " restarts, from opening the file to the first call kept",
        openings.getLast() / SECOND,
        2,
        "s");
    proof.beside("median of these restarts", openings.get(openings.size() / 2) / SECOND, "s");
    proof.beside("slowest of them with the start of its JVM", slowestStart / SECOND, "s");
  }

  private void live(Path folder, String word, Duration life) {
    long start = System.nanoTime();
    long end = Long.MAX_VALUE;
    try (Jvm writer = Jvm.start(KillWriter.class, folder, folder.toString(), word)) {
      for (String line = writer.line(); line != null; line = writer.line()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "open" -> {
            openings.add(Long.parseLong(words[1]));
            slowestStart = Math.max(slowestStart, System.nanoTime() - start);
            end = System.nanoTime() + life.toNanos();
          }
          case "bill" -> billed.put(words[1], Long.parseLong(words[2]));
          case "kept" -> kept.put(words[1], Long.parseLong(words[2]));
          default -> throw new IllegalStateException("said " + line);
        }
        if (System.nanoTime() > end) {
          writer.kill();
        }
      }
    }
  }

  private static boolean isKept(Map<String, LedgerRow> rows, Map.Entry<String, Long> entry) {
    LedgerRow row = rows.get(entry.getKey());
    return row != null
        && row.kind() == LedgerRow.Kind.ANSWERED
        && row.cost().nanos() == entry.getValue();
  }

  private static long cost(Map<String, LedgerRow> rows, String id) {
    LedgerRow row = rows.get(id);
    return row == null ? -1 : row.cost().nanos();
  }
}
