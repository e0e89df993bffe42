package dev.penstock.samples.supportdesk;

import dev.penstock.api.Answer;
import dev.penstock.api.Escalation;
import dev.penstock.api.JsonText;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.Report;
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
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the outcome of a run as files for programs: JSON with all of it, CSV with the rows. Calls
 * and report are as the engine writes them.
 */
final class ReportFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
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
    Escalation escalation = answer == null ? null : answer.escalation();
    ObjectNode node = NODES.objectNode();
    node.put("id", row.query().id());
    node.put("query", row.query().text());
    node.put("tier", answer == null ? null : answer.route().tier());
    node.put("route", answer == null ? null : answer.route().route());
    node.put("model", answer == null ? null : answer.route().model());
    node.put("provider", answer == null ? null : answer.route().provider());
    node.put("cache", row.cache());
    node.put("confidence", answer == null ? null : answer.confidence().value());
    node.put("escalate", answer != null && answer.escalation() != null);
    node.put("queue", escalation == null ? null : escalation.queue());
    node.put("reason", escalation == null ? null : escalation.reason());
    node.put("input-tokens", row.inputTokens());
    node.put("output-tokens", row.outputTokens());
    node.put("latency-ms", millis(row.took()));
    node.put("cost-usd", row.cost().toDecimal());
    node.put("error", row.error() == null ? null : word(row.error().code()));
    ArrayNode attempts = node.putArray("attempts");
    row.attempts().forEach(attempt -> attempts.add(JSON.readTree(JsonText.of(attempt))));
    return node;
  }

  /** The engine's report, with the figures of its parts that a reader looks for first. */
  private static ObjectNode report(Report report) {
    ObjectNode node = (ObjectNode) JSON.readTree(report.toJson());
    node.put("input-tokens", report.usage().input());
    node.put("output-tokens", report.usage().output());
    node.put("baseline", report.savings().baseline());
    node.put("savings-usd", report.savings().total().toDecimal());
    node.set("budget", report.budgets().isEmpty() ? null : budget(report.budgets().getFirst()));
    return node;
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
