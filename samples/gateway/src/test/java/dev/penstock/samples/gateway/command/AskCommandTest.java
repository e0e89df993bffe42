package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ask} and {@code explain}. */
class AskCommandTest {
  @TempDir private Path folder;

  @Test
  void answersTheWordsOfTheCommandLine() {
    Typed typed = Typed.of("ask", "-v", "hello", "there");

    assertThat(typed.code()).isZero();
    assertThat(typed.out()).isNotBlank();
    assertThat(typed.err()).contains("small of demo, tier simple, route everything", "simulated");
  }

  @Test
  void answersWhatComesInAndTellsItAsJson() {
    Typed typed = Typed.with("hello there\n", false, "ask", "--json", "--tenant", "shop");

    assertThat(typed.code()).isZero();
    assertThat(typed.json()).containsKeys("request-id", "text", "cost-usd", "attempts");
    assertThat(typed.json().get("route")).isInstanceOf(Map.class);
  }

  @Test
  void onATerminalTheAnswerComesPieceByPieceAndIsTheSame() {
    Typed whole = Typed.with("", true, "ask", "--no-stream", "hello");
    Typed pieces = Typed.with("", true, "ask", "hello");

    assertThat(pieces.code()).isZero();
    assertThat(pieces.out()).isEqualTo(whole.out());
  }

  @Test
  void answersAFileOfLinesInTheirOrder() throws IOException {
    Path file = folder.resolve("questions.jsonl");
    Files.writeString(
        file,
        """
        {"id": "a", "question": "hello"}

        {"id": "b", "question": "hi there"}
        {"id": "c", "query": "hi"}
        no json
        {"id": "d"}
        {"id": "e", "question": "caf\u00e9"}
        {"id": "f", "question": "hello"}
        """,
        StandardCharsets.ISO_8859_1);

    Typed typed = Typed.of("ask", "--lines", file.toString(), "--parallel", "2");

    List<String> lines = typed.out().lines().toList();
    assertThat(typed.code()).isEqualTo(1);
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).startsWith("{\"line\":1,\"id\":\"a\",").contains("\"text\":");
    assertThat(lines.get(1)).startsWith("{\"line\":3,\"id\":\"b\",").contains("\"text\":");
    assertThat(lines.get(2)).startsWith("{\"line\":4").contains("unknown field query");
    assertThat(lines.get(3)).startsWith("{\"line\":5").contains("\"error\"");
    assertThat(lines.get(4)).contains("question is missing");
    assertThat(lines.get(5)).startsWith("{\"line\":7").contains("\"error\"");
    assertThat(lines.get(6)).startsWith("{\"line\":8,\"id\":\"f\",").contains("\"text\":");
  }

  @Test
  void whatIsOfNoUseIsToldInALine() {
    assertUseless(Typed.with(" \n", false, "ask"), "the question is empty");
    assertUseless(Typed.of("ask", "--model", "huge", "hello"), "huge");
    assertUseless(Typed.of("ask", "--policy", "nowhere.yaml", "hello"), "nowhere.yaml");
    assertUseless(Typed.of("ask", "--lines", "nowhere.jsonl"), "there is no file nowhere.jsonl");
    assertUseless(Typed.of("ask", "--lines", "-", "--parallel", "0"), "--parallel must be from 1");
    assertUseless(Typed.of("ask", "--priority", "soon", "hello"), "soon");
  }

  private static void assertUseless(Typed typed, String why) {
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains(why).doesNotContain("\tat ");
  }

  @Test
  void aBudgetThatIsSpentAnswersNothing() throws IOException {
    Path policy =
        Policies.write(folder, "budgets: [{name: none, scope: all, period: day, limit: 0 USD}]");

    Typed asked = Typed.of("ask", "--policy", policy.toString(), "hello");
    Typed explained = Typed.of("explain", "--policy", policy.toString(), "hello");

    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.err()).contains("[BUDGET_EXHAUSTED]");
    assertThat(explained.code()).isEqualTo(1);
  }

  @Test
  void explainsInWordsAndAsJson() {
    assertThat(Typed.of("explain", "hello").out()).contains("everything", "small");
    Typed json = Typed.of("explain", "--json", "hello");
    assertThat(json.code()).isZero();
    assertThat(json.json()).containsEntry("outcome", "call").containsKey("candidates");
  }
}
