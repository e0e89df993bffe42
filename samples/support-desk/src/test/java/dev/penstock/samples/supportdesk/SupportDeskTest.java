package dev.penstock.samples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SupportDeskTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir private Path folder;

  @Test
  void answersItsOwnQuestionsAndTheFiguresAddUp() throws IOException {
    Path json = folder.resolve("out/report.json");
    Path csv = folder.resolve("out/report.csv");
    Run run = Run.of("--json", json.toString(), "--csv", csv.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("simulated-holysheep", "gpt-4.1", "everything-else", "budget", "Saved");
    JsonNode root = JSON.readTree(Files.readString(json));
    assertThat(root.get("rows").size()).isGreaterThanOrEqualTo(300);
    assertThat(csv).content().startsWith("id,query,tier,route,");
    BigDecimal ofRows = BigDecimal.ZERO;
    BigDecimal ofAttempts = BigDecimal.ZERO;
    for (JsonNode row : root.get("rows")) {
      assertThat(row.propertyNames())
          .contains(
              "id",
              "query",
              "tier",
              "route",
              "model",
              "provider",
              "cache",
              "confidence",
              "escalate",
              "queue",
              "input-tokens",
              "output-tokens",
              "latency-ms");
      assertThat(row.get("cost-usd").decimalValue().scale()).isEqualTo(9);
      ofRows = ofRows.add(row.get("cost-usd").decimalValue());
      for (JsonNode attempt : row.get("attempts")) {
        ofAttempts = ofAttempts.add(attempt.get("cost-usd").decimalValue());
      }
    }
    JsonNode report = root.get("report");
    assertThat(ofAttempts).isEqualTo(ofRows).isEqualTo(report.get("cost-usd").decimalValue());
    assertThat(ofRows).isPositive();
    assertThat(report.get("budget").get("used").decimalValue()).isEqualTo(ofRows);
    assertThat(report.get("queries").asInt() + report.get("handed-over").asInt())
        .isEqualTo(root.get("rows").size());
    assertThat(report.get("escalated").asInt())
        .as("cases for a person, of which some needed no model")
        .isGreaterThan(report.get("handed-over").asInt());
    assertThat(run.out())
        .contains(
            "tier decided by", "keyword", "examples", "learned", "legal, legal", "Pruning left");
    assertThat(report.get("cache-hits").asInt())
        .as("the repeats that differ in case, spaces and final marks only")
        .isGreaterThanOrEqualTo(20);
    assertThat(report.get("savings-usd").decimalValue()).isPositive();
  }

  @Test
  void twoRunsWithTheSameSeedAreTheSameAndAnotherSeedIsNot() throws IOException {
    Path questions = Files.write(folder.resolve("q.txt"), questions());
    List<String> first = routesAndCosts(questions, "1");
    assertThat(routesAndCosts(questions, "1")).isEqualTo(first);
    assertThat(routesAndCosts(questions, "2")).isNotEqualTo(first);
  }

  private static List<String> questions() {
    return QuerySource.own().stream()
        .limit(60)
        .map(query -> query.text().replace('\n', ' '))
        .toList();
  }

  private List<String> routesAndCosts(Path questions, String seed) throws IOException {
    Path json = folder.resolve("out.json");
    Run run = Run.of("--file", questions.toString(), "--seed", seed, "--json", json.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> found = new ArrayList<>();
    for (JsonNode row : JSON.readTree(Files.readString(json)).get("rows")) {
      found.add(
          row.get("route").asString()
              + " "
              + row.get("model").asString()
              + " "
              + row.get("cost-usd"));
    }
    return found;
  }

  @Test
  void reportsEveryMistakeOfAPolicyWithItsLineAndRunsNothing() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            version: 1
            providers:
              p: {plugin: openai, base-url: "http://127.0.0.1:9/v1"}
            models:
              m: {provider: p, tiers: [simple], context-window: 8k, price: {input: -1, output: 0.5}}
            tiers: [simple]
            budgets:
              - {name: day, scope: all, period: day, limit: 500}
              - {name: week, scope: al, period: week, limit: 5.00 USD}
            routes:
              - {name: r, models: any, rank: cheapest, max-ouput: 300}
            baselin: m
            """);
    Path json = folder.resolve("never.json");
    Run run = Run.of("--policy", policy.toString(), "--json", json.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(policy + ":5:").contains("input"),
            line -> assertThat(line).startsWith(policy + ":8:").contains("500.00 USD"),
            line -> assertThat(line).startsWith(policy + ":9:").contains("all"),
            line -> assertThat(line).startsWith(policy + ":11:").contains("max-output"),
            line -> assertThat(line).startsWith(policy + ":12:").contains("baseline"));
    assertThat(json).doesNotExist();
  }

  @Test
  void readsAColumnOfACsvFileWithQuotesAndLineBreaks() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("q.csv"),
            String.join(
                "\r\n",
                "\ufeffintent,utterance",
                "track,\"where is it, \"\"really\"\"?\nsince monday\"",
                "x,",
                ""));
    assertThat(QuerySource.of(csv, "utterance"))
        .extracting(Query::text)
        .containsExactly("where is it, \"really\"?\nsince monday");
    Run run = Run.of("--file", csv.toString(), "--column", "nothing");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("has no column nothing; it has intent, utterance");
  }

  @Test
  void saysWhatIsWrongWithAFileOrAnOption() {
    Run missing = Run.of("--file", folder.resolve("none.txt").toString());
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("none.txt");
    assertThat(Run.of("--sed", "1").exit()).isEqualTo(2);
    assertThat(Run.of("--help").out()).contains("--policy", "Exit codes");
  }

  @Test
  void marksUnansweredQuestionsAndKeepsGoing() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("dead.yaml"),
            """
            version: 1
            providers:
              p: {plugin: simulated, faults: {content-filtered: 100%}}
            models:
              m: {provider: p, tiers: [simple], context-window: 8k, price: {input: 1, output: 1}}
            tiers: [simple]
            routes:
              - {name: r, models: any, rank: cheapest}
            """);
    Path questions = Files.writeString(folder.resolve("q.txt"), "one\n\ntwo\n");
    Run run = Run.of("--policy", policy.toString(), "--file", questions.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("2 questions: 0 answered", "2 x CONTENT_FILTERED");
  }

  @Test
  void namesTheFaultThatWasMeant() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("faulty.yaml"),
            """
            version: 1
            providers:
              p: {plugin: simulated, faults: {content-filterd: 2%}}
            models:
              m: {provider: p, tiers: [simple], context-window: 8k, price: {input: 1, output: 1}}
            tiers: [simple]
            routes:
              - {name: r, models: any, rank: cheapest}
            """);
    Run run = Run.of("--policy", policy.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith(policy + ":3:").contains("content-filtered");
  }
}
