package dev.penstock.samples.supportdesk;

import dev.penstock.api.Answer;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the outcome of a run as files for programs: JSON with all of it, CSV with the rows. */
final class ReportFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReportFiles() {}

  static void json(Path file, List<Row> rows, Report report) {
    ObjectNode root = NODES.objectNode();
    ArrayNode list = root.putArray("rows");
    rows.forEach(row -> list.add(row(row)));
    root.set("report", report(report));
    write(file, JSON.writeValueAsString(root) + "\n");
  }

  static void csv(Path file, List<Row> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      boolean head = true;
      for (Row row : rows) {
        ObjectNode node = row(row);
        node.remove("attempts");
        if (head) {
          printer.printRecord(node.propertyNames());
          head = false;
        }
        printer.printRecord(node.values().stream().map(ReportFiles::cell));
      }
    } catch (IOException e) {
      throw new UsageException("cannot write " + file + " (" + e.getMessage() + ")", e);
    }
    write(file, text.toString());
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
  }

  private static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UsageException("cannot write " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static ObjectNode row(Row row) {
    Answer answer = row.answer();
    ObjectNode node = NODES.objectNode();
    node.put("id", row.query().id());
    node.put("query", row.query().text());
    node.put("tier", answer == null ? null : answer.route().tier());
    node.put("route", answer == null ? null : answer.route().route());
    node.put("model", answer == null ? null : answer.route().model());
    node.put("provider", answer == null ? null : answer.route().provider());
    node.put("cache", row.cache());
    node.put("escalate", answer != null && answer.escalation() != null);
    node.put("input-tokens", row.inputTokens());
    node.put("output-tokens", row.outputTokens());
    node.put("latency-ms", millis(row.took()));
    node.put("cost-usd", row.cost().toDecimal());
    node.put("error", row.error() == null ? null : word(row.error().code()));
    ArrayNode attempts = node.putArray("attempts");
    row.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    return node;
  }

  private static ObjectNode attempt(Attempt attempt) {
    ObjectNode node = NODES.objectNode();
    node.put("id", attempt.id());
    node.put("model", attempt.model());
    node.put("provider", attempt.provider());
    node.put("outcome", word(attempt.outcome()));
    node.put("failure", attempt.failure());
    node.put("input-tokens", attempt.usage().input());
    node.put("output-tokens", attempt.usage().output());
    node.put("estimated", attempt.usage().estimated());
    node.put("cost-usd", attempt.cost().toDecimal());
    node.put("price-version", attempt.priceVersion());
    node.put("latency-ms", millis(attempt.duration()));
    return node;
  }

  private static ObjectNode report(Report report) {
    ObjectNode node = NODES.objectNode();
    node.put("queries", report.queries());
    node.put("refused", report.refused());
    node.put("failed", report.failed());
    node.put("cache-hits", report.cacheHits());
    node.put("attempts", report.attempts());
    node.put("input-tokens", report.usage().input());
    node.put("output-tokens", report.usage().output());
    node.put("cost-usd", report.cost().toDecimal());
    node.put("average-cost-usd", report.averageCost().toDecimal());
    node.put("estimated-cost-usd", report.estimatedCost().toDecimal());
    node.put("wasted-cost-usd", report.wastedCost().toDecimal());
    node.set("by-provider", lines("provider", report.byProvider()));
    node.set("by-model", lines("model", report.byModel()));
    node.set("by-tier", lines("tier", report.byTier()));
    node.put("baseline", report.savings().baseline());
    node.put("baseline-cost-usd", report.savings().baselineCost().toDecimal());
    node.put("savings-usd", report.savings().total().toDecimal());
    node.put("savings-by-routing-usd", report.savings().byRouting().toDecimal());
    node.put("savings-by-cache-usd", report.savings().byCache().toDecimal());
    node.put("savings-percent", report.savings().percent());
    ArrayNode budgets = node.putArray("budgets");
    report.budgets().forEach(budget -> budgets.add(budget(budget)));
    node.set("budget", report.budgets().isEmpty() ? null : budget(report.budgets().getFirst()));
    return node;
  }

  private static ArrayNode lines(String name, List<ReportLine> lines) {
    ArrayNode array = NODES.arrayNode();
    for (ReportLine line : lines) {
      ObjectNode node = array.addObject();
      node.put(name, line.key());
      node.put("queries", line.queries());
      node.put("cache-hits", line.cacheHits());
      node.put("attempts", line.attempts());
      node.put("input-tokens", line.usage().input());
      node.put("output-tokens", line.usage().output());
      node.put("cost-usd", line.cost().toDecimal());
    }
    return array;
  }

  private static ObjectNode budget(BudgetState budget) {
    ObjectNode node = NODES.objectNode();
    node.put("name", budget.name());
    node.put("scope", budget.scope());
    node.put("period", word(budget.period()));
    Usd limit = budget.limit();
    Usd left = budget.left();
    node.put("limit", limit == null ? null : limit.toDecimal());
    node.put("used", budget.used().toDecimal());
    node.put("held", budget.held().toDecimal());
    node.put("left", left == null ? null : left.toDecimal());
    node.put("percent", budget.percent());
    return node;
  }

  private static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 6).setScale(3, RoundingMode.HALF_UP);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
