package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.ResponseFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AnswerChecksTest {
  private static final ChatRequest ORDER =
      ChatRequest.builder()
          .user("Where is my order #JKT-78945, and what did the 2 jackets cost?")
          .document(
              "order",
              "{\"id\":\"JKT-78945\",\"total\":129.0,\"shipping\":9.5,"
                  + "\"sent\":\"2026-01-10\"}")
          .build();

  private static List<String> found(String answer, ChatRequest request) {
    return found(answer, FinishReason.STOP, request);
  }

  private static List<String> found(String answer, FinishReason finish, ChatRequest request) {
    return AnswerChecks.of(
            new GivenAnswer(answer, finish, false), Words.of(answer), request, request.question())
        .stream()
        .map(Check::id)
        .toList();
  }

  @Test
  void findsNothingInAGoodAnswer() {
    assertThat(
            found(
                "Your order JKT-78945 was sent on January 10. The jackets cost $129.00, with"
                    + " shipping $138.50.",
                ORDER))
        .isEmpty();
  }

  @Test
  void findsWhatNobodyGaveIt() {
    assertThat(found("Order JKT-11111 is on its way to you.", ORDER))
        .containsExactly("unknown-ids");
    assertThat(found("The jackets of your order cost $77.10.", ORDER))
        .containsExactly("unknown-amounts");
    assertThat(found("It will come to you on 2026-02-02.", ORDER)).containsExactly("unknown-dates");
  }

  @Test
  void findsAnswersThatEndedEarlyOrSayNothing() {
    assertThat(found("Your order is", FinishReason.LENGTH, ORDER)).containsExactly("cut-off");
    assertThat(found("Your order is", FinishReason.CONTENT_FILTER, ORDER))
        .containsExactly("filtered");
    assertThat(found(" \n", ORDER)).containsExactly("empty");
    assertThat(found("Yes.", ORDER)).containsExactly("short");
  }

  @Test
  void findsRefusalsAndHedges() {
    assertThat(found("I'm sorry, but I can't look into orders.", ORDER))
        .containsExactly("gives-up");
    assertThat(found("Let me transfer you to a specialist for that.", ORDER))
        .containsExactly("gives-up");
    assertThat(found("I think it is probably on its way to you.", ORDER)).containsExactly("hedges");
  }

  @Test
  void findsAnotherLanguage() {
    assertThat(found("Die Bestellung ist auf dem Weg und kommt mit der Post zu dir.", ORDER))
        .containsExactly("language");
    ChatRequest german =
        ChatRequest.builder()
            .user("4711?")
            .metadata(Metadata.builder().locale(Locale.GERMAN).build())
            .build();
    assertThat(found("The order is on its way to you with the post.", german))
        .containsExactly("language");
  }

  @Test
  void findsTheSameAgainAndAgain() {
    assertThat(found("the order is on its way to you ".repeat(12), ORDER))
        .containsExactly("repeats");
  }

  @Test
  void findsWhatIsNotTheJsonThatWasAsked() {
    ChatRequest object =
        ChatRequest.builder().user("q").responseFormat(ResponseFormat.JSON_OBJECT).build();
    assertThat(found("{\"a\": 1}", object)).isEmpty();
    assertThat(found("{\"a\": 1", object)).containsExactly("json");
    assertThat(found("Here it is: {\"a\": 1}", object)).containsExactly("json");
    assertThat(found("[1]", object)).containsExactly("json");
    ChatRequest schema =
        ChatRequest.builder()
            .user("q")
            .responseFormat(
                ResponseFormat.jsonSchema(
                    "answer", "{\"type\":\"object\",\"required\":[\"text\",\"order\"]}"))
            .build();
    assertThat(found("{\"text\":\"x\",\"order\":null}", schema)).isEmpty();
    assertThat(found("{\"text\":\"x\"}", schema)).containsExactly("json");
    assertThat(found("[\"text\",\"order\"]", schema)).containsExactly("json");
  }

  @Test
  void leavesACallOfAToolAlone() {
    assertThat(
            AnswerChecks.of(
                new GivenAnswer("", FinishReason.TOOL_CALLS, true), Words.of(""), ORDER, "q"))
        .isEmpty();
  }
}
