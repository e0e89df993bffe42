package dev.penstock.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The support desk's report as its readers see it.
 *
 * @param json the whole file
 */
record DayReport(JsonNode json) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int PLACES = 9;
  private static final String COST = "cost-usd";

  private static final List<String> CHOICE =
      List.of("id", "tier", "route", "model", "provider", "cache", "input-tokens", "output-tokens");
  private static final List<String> ROW_KEYS =
      List.of(
          "id",
          "query",
          "tier",
          "route",
          "model",
          "provider",
          "cache",
          "escalate",
          "input-tokens",
          "output-tokens",
          "latency-ms");
  private static final List<String> REPORT_KEYS =
      List.of("queries", "by-provider", "by-tier", "savings-usd", "baseline", "budget");
  private static final List<String> BUDGET_KEYS = List.of("limit", "used", "left", "percent");

  static DayReport read(Path file) {
    return new DayReport(JSON.readTree(file.toFile()));
  }

  int rows() {
    return json.path("rows").size();
  }

  long answered() {
    return json.path("rows").valueStream().filter(row -> row.path("error").isNull()).count();
  }

  BigDecimal attemptsCost() {
    return sum(
        json.path("rows")
            .valueStream()
            .flatMap(row -> row.path("attempts").valueStream())
            .toList());
  }

  BigDecimal rowsCost() {
    return sum(json.path("rows").valueStream().toList());
  }

  BigDecimal reportCost() {
    return cost(json.path("report"));
  }

  /** Who answered what at what cost, one text per row. */
  List<String> choices() {
    return json.path("rows")
        .valueStream()
        .map(
            row ->
                String.join(" ", CHOICE.stream().map(key -> row.path(key).asString("")).toList())
                    + " "
                    + cost(row))
        .toList();
  }

  /** The keys that readers are promised and do not find. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    json.path("rows").valueStream().forEach(row -> lacks(row, ROW_KEYS, "rows.", missing));
    lacks(json.path("report"), REPORT_KEYS, "report.", missing);
    lacks(json.path("report").path("budget"), BUDGET_KEYS, "report.budget.", missing);
    return missing.stream().distinct().toList();
  }

  private static void lacks(JsonNode node, List<String> keys, String path, List<String> missing) {
    keys.stream().filter(key -> !node.has(key)).map(path::concat).forEach(missing::add);
  }

  private static BigDecimal sum(List<JsonNode> nodes) {
    return nodes.stream()
        .map(DayReport::cost)
        .reduce(BigDecimal.ZERO.setScale(PLACES), BigDecimal::add);
  }

  private static BigDecimal cost(JsonNode node) {
    return new BigDecimal(node.path(COST).asString()).setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
