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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicySchemaTest {
  private static final PluginCatalog PLUGINS = PluginCatalog.discover(Policies.fakes(), List.of());

  private final JsonNode schema = JsonMapper.shared().readTree(PolicySchema.of(PLUGINS));
  private final SchemaFit policies = new SchemaFit(schema);
  private final SchemaFit catalogues =
      new SchemaFit(JsonMapper.shared().readTree(PolicySchema.ofCatalogue(PLUGINS)));

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
    assertThat(policies.misfits(read(Policies.resource("example.yaml")))).isFalse();
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
    assertThat(policies.misfits(root)).isTrue();
  }

  @Test
  void anAmountWithoutUnitDoesNotFit() {
    YamlNode root = read(Policies.replaced(Policies.resource("example.yaml"), "500.00 USD", "500"));
    assertThat(policies.misfits(root)).isTrue();
  }

  @Test
  void theCatalogueThatComesWithTheEngineFits() {
    assertThat(catalogues.misfits(read(Policies.resource("catalogue.yaml")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-output:", "price-source:", "cached-input:", "models:"})
  void aMisspeltKeyOfACatalogueDoesNotFit(String key) {
    String text = Policies.resource("catalogue.yaml");
    YamlNode root = read(text.replaceFirst(key, key.substring(1)));
    assertThat(catalogues.misfits(root)).isTrue();
  }

  @Test
  void anEntryOfACatalogueNeedsAPriceAndItsPage() {
    assertThat(catalogues.misfits(read("models: {m: {price: {input: 1, output: 2}}}"))).isTrue();
    assertThat(
            catalogues.misfits(
                read(
                    "models: {m: {price: {input: 1, output: 2}, price-source: https://a.example,"
                        + " price-as-of: 2026-11-01}}")))
        .isFalse();
  }

  private static YamlNode read(String text) {
    Problems problems = new Problems("test");
    return YamlReader.read(SourceText.of("test", text, Limits.POLICY), problems, Limits.POLICY);
  }
}
