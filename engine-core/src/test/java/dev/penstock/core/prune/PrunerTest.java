package dev.penstock.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.explain.PrunedPart;
import dev.penstock.api.policy.DocumentRule;
import dev.penstock.api.policy.PruneSpec;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.testkit.SupportContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrunerTest {
  private static final PruneSpec DESK =
      PruneSpec.NOTHING
          .withMaxInput(4000)
          .withTurns(1, 200)
          .withDocuments("order*", DocumentRule.orders(3))
          .withDocuments("kb/*", DocumentRule.knowledge(600))
          .withDocuments("knowledge", DocumentRule.knowledge(600));

  private final TokenCounter counter = new TokenCounter();

  @Test
  void theJacketsContextIsAtMost320TokensWithEveryFact() {
    ChatRequest whole = SupportContexts.jacket();
    assertThat(counter.count(whole)).isBetween(760L, 840L);
    ChatRequest pruned = prune(DESK, whole);
    assertThat(counter.count(pruned)).isLessThanOrEqualTo(320);
    assertThat(text(pruned))
        .contains("JKT-78945")
        .contains("in_transit")
        .contains("2026-01-10")
        .contains("Alpine Trail Insulated Winter")
        .contains("JACKET-BLUE-L")
        .contains("Waterproofing Care Kit")
        .contains("144.75")
        .contains("EUR")
        .contains("DHL")
        .contains("00340434161094042557")
        .contains("2026-01-17")
        .contains("2026-01-13T05:05Z Koeln Arrived at the regional depot, delayed by snow")
        .contains("Maria")
        .contains("30 days")
        .contains("5 to 7 business days")
        .contains("never showed up")
        .doesNotContain("user_agent")
        .doesNotContain("https://");
  }

  @Test
  void aLongConversationTakesAtLeast60PercentLess() {
    for (String question :
        List.of(
            "What became of the refund for order OUT-50002?",
            "Why was I charged back 33.45 EUR?",
            "Is the tent that I bought waterproof?",
            "What about the order of January 9th, 2025?")) {
      ChatRequest whole = SupportContexts.longRunning(question);
      ChatRequest pruned = prune(DESK, whole);
      assertThat(counter.count(pruned)).isLessThanOrEqualTo(counter.count(whole) * 4 / 10);
      assertThat(pruned.question()).isEqualTo(question);
    }
  }

  @Test
  void findsWhatTheQuestionRefersToByNumberWordOrDay() {
    assertThat(text(prune(DESK, SupportContexts.longRunning("Where is out 50002?"))))
        .contains("OUT-50002: status delivered");
    assertThat(text(prune(DESK, SupportContexts.longRunning("Why was I charged back 33.45 EUR?"))))
        .contains("charged back 33.45 EUR");
    assertThat(text(prune(DESK, SupportContexts.longRunning("Is the tent waterproof?"))))
        .contains("OUT-50000: status delivered");
    assertThat(text(prune(DESK, SupportContexts.longRunning("What of the 9th of January?"))))
        .contains("OUT-50000: status delivered");
    assertThat(text(prune(DESK, SupportContexts.longRunning("How long does a refund take?"))))
        .contains("A refund reaches the card within 5 business days");
  }

  @Test
  void leftOutOrdersAreCountedWithTheirTime() {
    assertThat(text(prune(DESK, SupportContexts.longRunning("Is everything well?"))))
        .contains("8 more orders left out, 2025-01..2025-09");
  }

  @Test
  void twoQuestionsOfAConversationBeginWithTheSameBytes() {
    PruneSpec spec = DESK.withDocuments("kb/*", DocumentRule.knowledge(300));
    String one = sent(prune(spec, withTerms("What became of the refund for order OUT-50002?")));
    String other = sent(prune(spec, withTerms("Is the tent of article 4 waterproof?")));
    int common = 0;
    while (one.charAt(common) == other.charAt(common)) {
      common++;
    }
    String prefix = one.substring(0, common);
    assertThat(prefix)
        .contains("State facts only.")
        .contains("Goods stay ours until they are paid.")
        .contains("OUT-50011")
        .contains("OUT-50010")
        .contains("OUT-50009");
  }

  private static ChatRequest withTerms(String question) {
    return SupportContexts.longRunning(question).toBuilder()
        .document("terms", "Goods stay ours until they are paid.")
        .build();
  }

  @Test
  void thatOrderIsTheLastOneThatWasNamed() {
    ChatRequest whole =
        ChatRequest.builder()
            .user("My order AB-1234 is late.")
            .assistant("Order AB-1234 is delayed.")
            .user("Order CD-9876 came broken. I sent pictures of the box.")
            .assistant("A refund of 25.50 EUR is on its way. Do write again.")
            .user("Thanks a lot!")
            .assistant("With pleasure.")
            .user("When will that refund arrive, and what of that order?")
            .build();
    assertThat(text(prune(PruneSpec.NOTHING.withTurns(1, 40), whole)))
        .contains("user: Order CD-9876 came broken.")
        .contains("assistant: A refund of 25.50 EUR is on its way.")
        .contains("Thanks a lot!")
        .doesNotContain("pictures of the box");
  }

  @Test
  void aToolCallNeverGoesWithoutItsResults() {
    Message.Assistant call =
        new Message.Assistant(
            "",
            List.of(new ToolCall("c1", "find", "{}"), new ToolCall("c2", "find", "{}")),
            Map.of());
    ChatRequest whole =
        ChatRequest.builder()
            .user("First question.")
            .assistant("First answer.")
            .user("Second question.")
            .message(call)
            .message(Message.toolResult("c1", "{\"order\": \"AB-1234\", \"state\": \"sent\"}"))
            .user("Are you still there?")
            .message(Message.toolResult("c2", "{\"order\": \"CD-5678\", \"state\": \"lost\"}"))
            .assistant("I am.")
            .user("And order CD-5678?")
            .build();
    ChatRequest kept = prune(PruneSpec.NOTHING.withTurns(1, 100), whole);
    assertThat(kept.messages()).endsWith(whole.messages().subList(2, 9).toArray(Message[]::new));
    ChatRequest dropped = prune(PruneSpec.NOTHING.withTurns(0, 100), whole);
    assertThat(dropped.messages()).noneMatch(Message.ToolResult.class::isInstance);
    assertThat(text(dropped))
        .contains("tool: {\"order\":\"CD-5678\",\"state\":\"lost\"}")
        .doesNotContain("AB-1234");
  }

  @Test
  void rolesAlternateAndNothingAUserSaidBecomesAnInstruction() {
    ChatRequest pruned = prune(DESK, SupportContexts.longRunning("What of order OUT-50002?"));
    assertThat(pruned.messages().getFirst()).isInstanceOf(Message.SystemText.class);
    List<Message> rest = pruned.messages().subList(1, pruned.messages().size());
    for (int i = 0; i < rest.size(); i++) {
      assertThat(rest.get(i))
          .isInstanceOf(i % 2 == 0 ? Message.User.class : Message.Assistant.class);
    }
  }

  @Test
  void imagesOfOlderTurnsAreCountedAndThatOfTheQuestionStays() {
    Part image = new Part.ImageData("image/png", "AAAA");
    ChatRequest whole =
        ChatRequest.builder()
            .message(new Message.User(List.of(new Part.Text("Look."), image)))
            .assistant("I see.")
            .message(new Message.User(List.of(new Part.Text("And this?"), image)))
            .build();
    Pruned pruned = new Pruner(PruneSpec.NOTHING.withTurns(0, 100), counter).prune(whole);
    assertThat(pruned.request().messages()).containsExactly(whole.messages().getLast());
    assertThat(parts(pruned)).contains(new PrunedPart("images", 0, 1, "of older turns"));
  }

  @Test
  void anEntryThatTheQuestionRefersToStaysThoughItDoesNotFit() {
    ChatRequest whole =
        ChatRequest.builder()
            .document("kb/a", "Coats are warm. ".repeat(40) + "Model CT-4711 is out of stock.")
            .document("kb/b", "[" + "{\"coat\": 1}, ".repeat(40) + "{\"model\": \"CT-4711\"}]")
            .document("kb/c", "A coat is a thing to wear.")
            .user("Where is the coat CT-4711?")
            .build();
    PruneSpec spec = PruneSpec.NOTHING.withDocuments("kb/*", DocumentRule.knowledge(40));
    assertThat(prune(spec, whole).documents())
        .containsExactly(
            new ContextDocument("kb/a", "Model CT-4711 is out of stock."),
            new ContextDocument("kb/b", "{\"model\":\"CT-4711\"}"));
  }

  @Test
  void prettyJsonIsWrittenCompactlyWithoutLoss() {
    ChatRequest whole =
        ChatRequest.builder()
            .document(
                "account",
                "{ \"b\" : 12345678901234567890123,\n  \"a\" : 1.50e+3,"
                    + " \"t\" : \"two  blanks \\u00e9 \\\" : [ \" , \"n\" : [ ] }\n")
            .user("What is my balance?")
            .build();
    assertThat(prune(PruneSpec.NOTHING, whole).documents())
        .containsExactly(
            new ContextDocument(
                "account",
                "{\"b\":12345678901234567890123,\"a\":1.50e+3,"
                    + "\"t\":\"two  blanks \\u00e9 \\\" : [ \",\"n\":[]}"));
  }

  @Test
  void whatIsLeftOutFirstIsKnowledgeThenOldTurnsOrdersDocumentsAndTurns() {
    ChatRequest whole =
        ChatRequest.builder()
            .system("Be brief.")
            .user("My parcel got lost on the way to the mountains.")
            .assistant("We look for the parcel.")
            .user("Good.")
            .assistant("Anything else?")
            .document("terms", "The first term is this. The second term is that one.")
            .document(
                "orders", "[{\"id\": 1, \"item\": \"lamp\"}, {\"id\": 2, \"item\": \"oven\"}]")
            .document("kb/parcels", "A parcel takes 5 days.")
            .user("Where is the parcel?")
            .build();
    PruneSpec spec =
        PruneSpec.NOTHING
            .withTurns(1, 100)
            .withDocuments("orders", DocumentRule.orders(2))
            .withDocuments("kb/*", DocumentRule.knowledge(100));
    List<String> marks =
        List.of("takes 5 days", "user: My parcel", "lamp", "second term", "first term", "Good.");
    List<String> gone = new ArrayList<>();
    long most = counter.count(prune(spec, whole));
    for (int limit = (int) most; limit > 0; limit--) {
      Pruned pruned = new Pruner(spec.withMaxInput(limit), counter).prune(whole);
      String text = text(pruned.request());
      assertThat(text).contains("Be brief.").endsWith("Where is the parcel?");
      marks.stream().filter(m -> !text.contains(m) && !gone.contains(m)).forEach(gone::add);
      assertThat(counter.count(pruned.request()) > limit)
          .isEqualTo(pruned.trace() != null && pruned.trace().overLimit());
    }
    assertThat(gone).containsExactlyElementsOf(marks);
  }

  @Test
  void whatMustNotBeCutIsSentWholeAndTheExplanationSaysThatItIsTooLong() {
    ChatRequest whole =
        ChatRequest.builder().system("Be brief.").user("A question. ".repeat(50)).build();
    Pruned pruned = new Pruner(PruneSpec.NOTHING.withMaxInput(20), counter).prune(whole);
    assertThat(pruned.request()).isEqualTo(whole);
    assertThat(pruned.trace()).isNotNull();
    assertThat(pruned.trace().overLimit()).isTrue();
    assertThat(pruned.trace().tokensAfter()).isEqualTo(counter.count(whole));
  }

  @Test
  void aRequestWithNothingToPruneIsSentAsItCame() {
    ChatRequest whole = ChatRequest.builder().document("note", "A note.").user("Hello?").build();
    Pruned pruned = new Pruner(DESK, counter).prune(whole);
    assertThat(pruned.request()).isSameAs(whole);
    assertThat(pruned.trace()).isNull();
  }

  @Test
  void theTraceHasNoWordOfTheRequest() {
    Pruned pruned =
        new Pruner(DESK, counter).prune(SupportContexts.longRunning("What of order OUT-50002?"));
    assertThat(pruned.trace()).isNotNull();
    assertThat(pruned.trace().toString())
        .doesNotContain("OUT-", "Explorer", "neighbour", "subject");
    assertThat(parts(pruned).stream().map(PrunedPart::part))
        .contains("turns", "order*", "kb/*", "sentences of older turns");
  }

  private static List<PrunedPart> parts(Pruned pruned) {
    return pruned.trace() == null ? List.of() : pruned.trace().parts();
  }

  private ChatRequest prune(PruneSpec spec, ChatRequest request) {
    return new Pruner(spec, counter).prune(request).request();
  }

  /** Instructions, documents and conversation in the order in which a provider reads them. */
  private static String sent(ChatRequest request) {
    return request.messages().getFirst().text() + text(request);
  }

  private static String text(ChatRequest request) {
    return request.documents().stream()
            .map(document -> document.name() + ": " + document.text())
            .collect(Collectors.joining("\n"))
        + "\n"
        + request.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
  }
}
