package dev.penstock.core.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Holds YAML against a schema, by the part of JSON Schema that the engine writes. */
record SchemaFit(JsonNode root) {
  boolean misfits(YamlNode node) {
    return misfits(node, root);
  }

  private boolean misfits(YamlNode node, JsonNode rule) {
    if (rule.has("$ref")) {
      return misfits(node, root.at(rule.get("$ref").asString().substring(1)));
    }
    if (rule.has("anyOf")) {
      return choices(rule.get("anyOf")).allMatch(choice -> misfits(node, choice));
    }
    if (rule.has("oneOf")) {
      return choices(rule.get("oneOf")).filter(choice -> !misfits(node, choice)).count() != 1;
    }
    return switch (node) {
      case YamlNode.Scalar scalar -> scalarMisfits(scalar, rule);
      case YamlNode.Sequence sequence ->
          !rule.path("type").asString("array").equals("array")
              || sequence.items().stream().anyMatch(item -> misfits(item, rule.path("items")));
      case YamlNode.Mapping mapping -> mappingMisfits(mapping, rule);
      case YamlNode.Refused refused -> true;
    };
  }

  private boolean mappingMisfits(YamlNode.Mapping mapping, JsonNode rule) {
    if (!rule.path("type").asString("object").equals("object")) {
      return true;
    }
    Set<String> missing = new LinkedHashSet<>();
    rule.path("required").forEach(key -> missing.add(key.asString()));
    for (YamlNode.Entry entry : mapping.entries()) {
      missing.remove(entry.key());
      JsonNode value = rule.path("properties").path(entry.key());
      JsonNode other = rule.path("additionalProperties");
      if (value.isMissingNode() && other.isBoolean()) {
        return true;
      }
      if (misfits(entry.value(), value.isMissingNode() ? other : value)) {
        return true;
      }
    }
    return !missing.isEmpty();
  }

  private static boolean scalarMisfits(YamlNode.Scalar scalar, JsonNode rule) {
    if (rule.has("const")) {
      return !rule.get("const").asString().equals(scalar.text());
    }
    if (rule.has("enum")) {
      return choices(rule.get("enum")).noneMatch(item -> item.asString().equals(scalar.text()));
    }
    return switch (rule.path("type").asString("")) {
      case "string" ->
          rule.has("pattern")
              && !Pattern.compile(rule.get("pattern").asString()).matcher(scalar.text()).find();
      case "integer" -> !scalar.text().matches("-?[0-9]+");
      case "number" -> !isNumber(scalar.text());
      case "boolean" -> !scalar.text().matches("true|false");
      case "" -> false;
      default -> true;
    };
  }

  private static boolean isNumber(String text) {
    try {
      return new BigDecimal(text).scale() >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Stream<JsonNode> choices(JsonNode array) {
    List<JsonNode> choices = new ArrayList<>();
    array.forEach(choices::add);
    return choices.stream();
  }
}
