package dev.penstock.benchmarks;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.policy.DocumentRule;
import dev.penstock.api.policy.PruneSpec;
import dev.penstock.core.prune.Pruner;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.testkit.SupportContexts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Contexts of a support desk that are pruned: how much shorter they are, what is still there. */
final class PruneProof {
  private static final int CONVERSATIONS = 1000;
  private static final int LIMIT = 1500;

  private static final List<String> FACTS =
      List.of(
          "JKT-78945",
          "in_transit",
          "2026-01-10",
          "Maria",
          "Alpine Trail Insulated Winter",
          "JACKET-BLUE-L",
          "129.90",
          "Waterproofing Care Kit",
          "144.75",
          "EUR",
          "DHL",
          "00340434161094042557",
          "2026-01-17",
          "Koeln",
          "delayed by snow",
          "30 days",
          "5 to 7 business days",
          "never showed up");

  private static final PruneSpec DESK =
      PruneSpec.NOTHING
          .withMaxInput(4000)
          .withTurns(1, 200)
          .withDocuments("order*", DocumentRule.orders(3))
          .withDocuments("kb/*", DocumentRule.knowledge(600))
          .withDocuments("knowledge", DocumentRule.knowledge(600));

  private PruneProof() {}

  static void show(Proof proof) {
    TokenCounter counter = new TokenCounter();
    jacket(proof, counter);
    longRunning(proof, counter);
    generated(proof, counter);
  }

  private static void jacket(Proof proof, TokenCounter counter) {
    ChatRequest whole = SupportContexts.jacket();
    ChatRequest pruned = new Pruner(DESK, counter).prune(whole).request();
    String text = text(pruned);
    long there = FACTS.stream().filter(text::contains).count();
    proof.atMost(
        "a late order's context of " + counter.count(whole) + " tokens is pruned to",
        (double) counter.count(pruned),
        320,
        "tokens");
    proof.shown(
        "facts that are still in it",
        there + " of " + FACTS.size(),
        "all of " + FACTS.size(),
        there == FACTS.size());
  }

  private static void longRunning(Proof proof, TokenCounter counter) {
    ChatRequest whole =
        SupportContexts.longRunning("What became of the refund for order OUT-50002?");
    Pruner pruner = new Pruner(DESK, counter);
    ChatRequest pruned = pruner.prune(whole).request();
    double fewer = 100 - 100.0 * counter.count(pruned) / counter.count(whole);
    proof.shown(
        "40 turns, 12 orders and 30 articles of "
            + counter.count(whole)
            + " tokens are pruned to "
            + counter.count(pruned)
            + ", fewer by",
        String.format(Locale.ROOT, "%.1f %%", fewer),
        "at least 60 %",
        fewer >= 60);
    for (int i = 0; i < 50; i++) {
      pruner.prune(whole);
    }
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      pruner.prune(whole);
    }
    proof.beside("pruning that takes", (System.nanoTime() - start) / 50e6, "ms");
  }

  private static void generated(Proof proof, TokenCounter counter) {
    int there = 0;
    int within = 0;
    Pruner pruner = new Pruner(DESK.withMaxInput(LIMIT), counter);
    for (int seed = 0; seed < CONVERSATIONS; seed++) {
      Random random = new Random(seed);
      String[] fact = fact(random);
      ChatRequest whole = hiding(fact[0], SupportContexts.longRunning(fact[1]), random);
      ChatRequest pruned = pruner.prune(whole).request();
      boolean asked = pruned.messages().getLast().equals(whole.messages().getLast());
      there += asked && text(pruned).contains(fact[0]) ? 1 : 0;
      within += counter.count(pruned) <= LIMIT ? 1 : 0;
    }
    proof.shown(
        "order numbers, amounts and days that the question refers to in other words are still"
            + " there",
        there + " of " + CONVERSATIONS,
        "all",
        there == CONVERSATIONS);
    proof.shown(
        "requests within max-input " + LIMIT,
        within + " of " + CONVERSATIONS,
        "all",
        within == CONVERSATIONS);
  }

  /** What stands in the conversation, and the question that refers to it. */
  private static String[] fact(Random random) {
    int number = 100_000 + random.nextInt(900_000);
    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(365));
    String month = day.getMonth().toString().toLowerCase(Locale.ROOT);
    return switch (random.nextInt(3)) {
      case 0 -> new String[] {"WEB-" + number, "And what became of order #web " + number + "?"};
      case 1 -> new String[] {number + ".40 EUR", "Why was I charged \u20ac" + number + ".4?"};
      default ->
          new String[] {
            day.toString(),
            "What did I write on the " + day.getDayOfMonth() + "th of " + month + "?"
          };
    };
  }

  private static ChatRequest hiding(String fact, ChatRequest whole, Random random) {
    List<Message> messages = new ArrayList<>(whole.messages());
    int at = 1 + random.nextInt(messages.size() - 4);
    String more = " We spoke of " + fact + " in that matter. That was all.";
    messages.set(
        at,
        messages.get(at) instanceof Message.User
            ? Message.user(messages.get(at).text() + more)
            : Message.assistant(messages.get(at).text() + more));
    return whole.toBuilder().messages(messages).build();
  }

  private static String text(ChatRequest request) {
    StringBuilder text = new StringBuilder();
    request.documents().forEach(document -> text.append(document).append('\n'));
    request.messages().forEach(message -> text.append(message.text()).append('\n'));
    return text.toString();
  }
}
