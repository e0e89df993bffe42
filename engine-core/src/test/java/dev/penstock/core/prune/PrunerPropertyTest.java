package dev.penstock.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.policy.DocumentRule;
import dev.penstock.api.policy.PruneSpec;
import dev.penstock.core.tokens.TokenCounter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.json.JsonMapper;

/** What holds for all conversations; each is made from a seed. */
class PrunerPropertyTest {
  private static final String[] FILLERS = {
    "I would like to know more about this.",
    "The weather was bad, so nobody went out.",
    "\u05e9\u05dc\u05d5\u05dd, \u05de\u05d4 \u05e9\u05dc\u05d5\u05de\u05da?",
    "\u6ce8\u6587\u306f\u307e\u3060\u5c4a\u3044\u3066\u3044\u307e\u305b\u3093\u3002",
    "Thanks \ud83d\ude00\ud83d\udc69\u200d\ud83d\ude80! That was quick.",
    "a word without end " + "x".repeat(300),
    "Our refund rules, e.g. for shoes, are on the web page."
  };

  private final TokenCounter counter = new TokenCounter();
  private final JsonMapper json = new JsonMapper();

  /** A fact as it stands in the context, and as the question speaks of it. */
  private record Fact(String stands, String asked) {}

  @Property(tries = 400)
  void whatTheQuestionRefersToSurvives(
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = 3) int place,
      @ForAll @IntRange(min = 0, max = 2) int keep,
      @ForAll boolean limited) {
    Fact fact = fact(random);
    ChatRequest.Builder request = ChatRequest.builder().system("Answer from the context.");
    int turns = 3 + random.nextInt(12);
    int at = random.nextInt(turns - 2);
    for (int i = 0; i < turns; i++) {
      boolean here = place == 0 && i == at;
      boolean inTool = place == 1 && i == at;
      turn(request, random, i, here ? fact : null, inTool ? fact : null);
    }
    request.document("orders", orders(random, place == 2 ? fact : null));
    request.document("note", place == 3 ? "A note. " + says(fact) + " Its end." : "A note.");
    request.document("kb/a", "{\"hours\": \"We open at nine.\", \"parking\": \"There is none.\"}");
    ChatRequest whole = request.user("What about " + fact.asked() + "?").build();
    PruneSpec spec =
        PruneSpec.NOTHING
            .withTurns(keep, random.nextInt(100))
            .withMaxInput(limited ? 400 : null)
            .withDocuments("orders", DocumentRule.orders(random.nextInt(3)))
            .withDocuments("kb/*", DocumentRule.knowledge(random.nextInt(60)));
    ChatRequest pruned = new Pruner(spec, counter).prune(whole).request();
    assertThat(text(pruned)).contains(fact.stands());
    holds(whole, pruned, limited ? 400 : Integer.MAX_VALUE);
  }

  @Property(tries = 300)
  void theLimitIsKeptAndNothingIsTorn(
      @ForAll Random random, @ForAll @IntRange(min = 40, max = 900) int limit) {
    ChatRequest.Builder request = ChatRequest.builder().system("Answer from the context.");
    int turns = random.nextInt(12);
    for (int i = 0; i < turns; i++) {
      turn(request, random, i, null, null);
    }
    for (int i = 0; i < random.nextInt(5); i++) {
      request.document("text" + i, (filler(random) + " ").repeat(20));
      request.document("json" + i, orders(random, null));
    }
    request.document("orders", orders(random, null));
    ChatRequest whole = request.user("Where is order " + random.nextInt(99_999) + "?").build();
    PruneSpec spec =
        PruneSpec.NOTHING
            .withMaxInput(limit)
            .withTurns(random.nextBoolean() ? null : random.nextInt(4), null)
            .withDocuments("orders", DocumentRule.orders(2));
    ChatRequest pruned = new Pruner(spec, counter).prune(whole).request();
    holds(whole, pruned, limit);
    assertThat(new Pruner(spec, counter).prune(whole).request()).isEqualTo(pruned);
    for (ContextDocument document : pruned.documents()) {
      if (document.name().startsWith("json")) {
        assertThat(json.readTree(document.text()).isContainer()).isTrue();
      }
    }
  }

  private void holds(ChatRequest whole, ChatRequest pruned, long limit) {
    assertThat(counter.count(pruned)).isLessThanOrEqualTo(limit);
    assertThat(pruned.messages().getLast()).isEqualTo(whole.messages().getLast());
    assertThat(pruned.messages().getFirst()).isEqualTo(whole.messages().getFirst());
    Set<String> called = new HashSet<>();
    Set<String> answered = new HashSet<>();
    for (Message message : pruned.messages()) {
      switch (message) {
        case Message.Assistant assistant ->
            assistant.toolCalls().forEach(call -> called.add(call.id()));
        case Message.ToolResult result -> answered.add(result.callId());
        case Message.User user -> {}
        case Message.SystemText system -> {}
      }
    }
    assertThat(answered).isEqualTo(called);
    String text = text(pruned);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alone =
          Character.isHighSurrogate(c)
              ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
              : Character.isLowSurrogate(c)
                  && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
      assertThat(alone).as("a lone surrogate").isFalse();
    }
    for (String word : text.split("[\\s\\[\\]();:,]+", -1)) {
      if (word.startsWith("xxx")) {
        assertThat(word.replace("\u2026", "")).hasSize(300);
      }
    }
  }

  private static Fact fact(Random random) {
    int number = 10_000 + random.nextInt(90_000);
    return switch (random.nextInt(6)) {
      case 0 -> new Fact("ORD-" + number, "order #ord-" + number);
      case 1 -> new Fact("ZX" + number + "Q", "ZX-" + number + "Q");
      case 2 -> new Fact("number " + number, "order " + number);
      case 3 -> new Fact(number + ".50 EUR", "the $" + number + ".5 charge");
      case 4 -> {
        String thousands = String.format(Locale.ROOT, "%,d.25", number);
        yield new Fact("$" + thousands, number + ".25 dollars");
      }
      default -> {
        LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(365));
        yield new Fact(
            day.toString(), day.format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)));
      }
    };
  }

  private static String says(Fact fact) {
    return "It was " + fact.stands() + " as far as we know.";
  }

  private static void turn(
      ChatRequest.Builder request, Random random, int turn, Fact said, Fact found) {
    request.user(filler(random) + (said == null ? "" : " " + says(said)) + " " + filler(random));
    if (found != null || random.nextInt(4) == 0) {
      String id = "call" + turn;
      request.message(new Message.Assistant("", List.of(new ToolCall(id, "find", "{}")), Map.of()));
      String value = found == null ? "nothing" : found.stands();
      request.message(
          Message.toolResult(
              id,
              random.nextBoolean()
                  ? "{\"about\": \"it\", \"parts\": [{\"value\": \"" + value + "\", \"n\": 2}]}"
                  : "Found: " + value + " and no more."));
    }
    request.assistant(filler(random) + " " + filler(random));
  }

  private static String filler(Random random) {
    return FILLERS[random.nextInt(FILLERS.length)];
  }

  private static String orders(Random random, Fact fact) {
    List<String> orders = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    int at = random.nextInt(count);
    String[] keys = {"note", "tracking_url", "deeply", "status"};
    String key = keys[random.nextInt(keys.length)];
    for (int i = 0; i < count; i++) {
      String value = fact != null && i == at ? fact.stands() : "none";
      String filler = "a long text ".repeat(random.nextInt(12));
      String field =
          key.equals("deeply")
              ? "\"a\": {\"b\": [{\"c\": {\"d\": [[{\"e\": {\"f\": {\"g\": \""
                  + value
                  + "\"}}}]]}}]}"
              : "\"" + key + "\": \"" + filler + value + "\"";
      orders.add("  {\"id\": \"A" + i + "\",\n   \"name\": \"thing\", " + field + "}");
    }
    return "[\n" + String.join(",\n", orders) + "\n]";
  }

  private static String text(ChatRequest request) {
    StringBuilder text = new StringBuilder();
    request
        .documents()
        .forEach(d -> text.append(d.name()).append(": ").append(d.text()).append('\n'));
    request.messages().forEach(m -> text.append(m.text()).append('\n'));
    return text.toString();
  }
}
