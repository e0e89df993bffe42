package dev.penstock.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.policy.DocumentRule;
import dev.penstock.api.policy.PruneSpec;
import dev.penstock.core.tokens.TokenCounter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input that would take long, or take the stack, if anything were not linear. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileInputTest {
  private static final PruneSpec SPEC =
      PruneSpec.NOTHING
          .withMaxInput(1000)
          .withTurns(0, 200)
          .withDocuments("orders", DocumentRule.orders(2))
          .withDocuments("kb*", DocumentRule.knowledge(200));

  private final TokenCounter counter = new TokenCounter();

  @Test
  void tenMegabytesOfOrders() {
    StringBuilder orders = new StringBuilder("[");
    for (int i = 0; orders.length() < 10_000_000; i++) {
      orders.append(i == 0 ? "" : ",\n");
      orders.append("{\"id\": \"AB-").append(i).append("\", \"status\": \"sent\", \"total\": ");
      orders.append(i).append(".25, \"items\": [{\"name\": \"thing of sort ").append(i % 97);
      orders.append("\", \"quantity\": 2}]}");
    }
    String text = prune("orders", orders.append("]").toString());
    assertThat(text).contains("AB-77777: status sent").contains("more orders left out");
  }

  @Test
  void aMegabyteOfAnything() {
    String number = "9".repeat(500_000);
    for (String text :
        new String[] {
          "[" + "{\"a\": 1}, ".repeat(100_000) + "{}]",
          "{\"number\": " + number + ", \"again\": " + number + "}",
          "{\"text\": \"" + "word ".repeat(200_000) + "\"}",
          "word without any end ".repeat(50_000),
          "x".repeat(1_000_000),
          ".".repeat(1_000_000) + "x",
          ". ".repeat(500_000),
          "\n".repeat(1_000_000),
          "\u6ce8\u6587".repeat(200_000),
          "\ud83d\ude00".repeat(200_000),
          "\u0634\u062d\u0646\u0629 ".repeat(100_000),
          "a-".repeat(500_000),
          "1,".repeat(500_000),
          "$1.5 ".repeat(200_000),
        }) {
      for (String name : new String[] {"orders", "kb", "note"}) {
        prune(name, text);
      }
    }
  }

  @Test
  void deepNesting() {
    for (int depth : new int[] {150, 900, 1_000_000}) {
      String deep = "[".repeat(depth) + "\"AB-77777\"" + "]".repeat(depth);
      String objects = "{\"a\":".repeat(depth) + "\"AB-77777\"" + "}".repeat(depth);
      for (String name : new String[] {"orders", "kb", "note"}) {
        prune(name, deep);
        prune(name, objects);
      }
    }
  }

  @Test
  void aHundredThousandDocumentsAndTurns() {
    ChatRequest.Builder request = ChatRequest.builder();
    for (int i = 0; i < 100_000; i++) {
      request.document((i % 2 == 0 ? "kb" : "note") + i, "Text " + i);
      request.user("Turn " + i).assistant("Answer " + i);
    }
    ChatRequest pruned =
        new Pruner(SPEC, counter).prune(request.user("What of 77777?").build()).request();
    assertThat(counter.count(pruned)).isLessThanOrEqualTo(1000);
    assertThat(pruned.messages().toString()).contains("Turn 77777");
    assertThat(pruned.documents().toString()).contains("Text 77777");
  }

  private String prune(String name, String text) {
    ChatRequest whole =
        ChatRequest.builder()
            .document(name, text)
            .user(text)
            .assistant("I see.")
            .user("What of AB-77777?")
            .build();
    ChatRequest pruned = new Pruner(SPEC, counter).prune(whole).request();
    assertThat(counter.count(pruned)).isLessThanOrEqualTo(1000);
    assertThat(pruned.question()).isEqualTo("What of AB-77777?");
    return pruned.documents().toString();
  }
}
