package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EscalationTextTest {
  private static String summary(ChatRequest request, int times, Outcome outcome) {
    String question = request.question();
    Asked asked = new Asked(request, question, Words.of(question), false, times);
    return EscalationText.of(asked, new About("complex", "wrong-item"), outcome);
  }

  private static String summary(String question) {
    return summary(ChatRequest.of(question), 1, Outcome.NOTHING);
  }

  @Test
  void saysWhatThePersonNeeds() {
    ChatRequest request =
        ChatRequest.builder()
            .user("I got a red one for $129.00. Order #JKT-78945. Can you fix this?")
            .document("order", "{\"id\": \"JKT-78945\"}")
            .document("customer", "cust-12345")
            .metadata(Metadata.builder().priority(Priority.HIGH).build())
            .build();
    assertThat(
            summary(request, 3, new Outcome(List.of(), "large", "Only a manager may refund that.")))
        .isEqualTo(
            """
            Question: I got a red one for $129.00. Order #JKT-78945. Can you fix this?
            About: intent wrong-item, tier complex, high priority
            Named: #JKT-78945, $129.00
            Given: order, customer
            Asked: 3 times in this session
            Answer: large: Only a manager may refund that.\
            """);
  }

  @Test
  void cutsALongQuestionAtASentence() {
    String summary = summary("My first point. " + "And so on and on and on. ".repeat(40));
    assertThat(summary.lines().findFirst().orElseThrow())
        .startsWith("Question: My first point. And so on")
        .endsWith("and on. \u2026")
        .hasSizeLessThan(420);
  }

  @Test
  void hidesSecrets() {
    assertThat(
            summary(
                "My card 4111 1111 1111 1111 was charged. password: hunter2! The key is"
                    + " sk-abcdefghijklmnop1234, order 1234567890123."))
        .doesNotContain("4111", "hunter2", "abcdefgh")
        .contains("My card [hidden] was charged", "1234567890123");
  }

  @Property
  void isBoundedForAnyText(@ForAll String question, @ForAll String answer) {
    String text = "x" + question.repeat(50);
    String summary =
        summary(
            ChatRequest.builder().user(text).document("d".repeat(5_000), "t").build(),
            2,
            new Outcome(List.of(), "m", answer.repeat(50)));
    assertThat(summary).hasSizeLessThanOrEqualTo(1_600);
  }

  @Test
  void neverCutsASurrogatePair() {
    String summary = summary("\ud83d\ude80".repeat(2_000));
    assertThat(summary.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }
}
