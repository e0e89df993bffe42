package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Never;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.When;
import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.word.KebabCase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicySchemaTest {
  private final JsonNode schema =
      JsonMapper.shared()
          .readTree(PolicySchema.of(PluginCatalog.discover(Policies.fakes(), List.of())));

  @ParameterizedTest
  @ValueSource(
      classes = {
        Policy.class,
        ModelSpec.class,
        PricePeriod.class,
        BudgetSpec.class,
        RouteSpec.class,
        When.class,
        Never.class,
        Deadlines.class
      })
  void hasEveryKeyOfARecordAndNoOther(Class<?> type) {
    JsonNode definition = schema.at("/$defs/" + KebabCase.of(type.getSimpleName()));
    assertThat(definition.at("/properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(RecordShape.of(type).keys());
    assertThat(definition.at("/additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void hasTheSettingsOfEachPlugin() {
    Set<String> keys = new LinkedHashSet<>(RecordShape.of(FakeProviderSettings.class).keys());
    keys.addAll(RecordShape.of(ProviderSpec.class).keys());
    JsonNode fake = schema.at("/$defs/provider-spec/oneOf/0/properties");
    assertThat(fake.propertyNames()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(fake.at("/plugin/const").asString()).isEqualTo("fake");
    assertThat(fake.at("/base-url/description").asString()).isEqualTo("Address of the API");
  }

  @Test
  void theExamplePolicyFits() {
    assertThat(misfits(node("example.yaml"), schema)).isFalse();
  }

  @Test
  void aModelNeedsAPriceOrWhatStandsForIt() {
    JsonNode all = schema.at("/$defs/model-spec/allOf");
    assertThat(all.toString())
        .contains("{\"required\":[\"price\"]}", "{\"required\":[\"price-ceiling\"]}")
        .contains("{\"required\":[\"context-window\"]}", "{\"required\":[\"like\"]}");
    assertThat(schema.at("/$defs/model-spec/required").toString()).doesNotContain("price");
    assertThat(schema.at("/$defs/policy/properties/import").isMissingNode()).isFalse();
  }

  @Test
  void aMisspeltKeyDoesNotFit() {
    YamlNode root =
        read(Policies.replaced(Policies.resource("example.yaml"), "baseline:", "basline:"));
    assertThat(misfits(root, schema)).isTrue();
  }

  @Test
  void anAmountWithoutUnitDoesNotFit() {
    YamlNode root = read(Policies.replaced(Policies.resource("example.yaml"), "500.00 USD", "500"));
    assertThat(misfits(root, schema)).isTrue();
  }

  private static YamlNode node(String name) {
    return read(Policies.resource(name));
  }

  private static YamlNode read(String text) {
    Problems problems = new Problems("test");
    return YamlReader.read(SourceText.of("test", text, Limits.POLICY), problems, Limits.POLICY);
  }

  /** The part of JSON Schema that the engine writes. */
  private boolean misfits(YamlNode node, JsonNode rule) {
    if (rule.has("$ref")) {
      return misfits(node, schema.at(rule.get("$ref").asString().substring(1)));
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
