package dev.penstock.core.policy;

import dev.penstock.api.JsonText;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.plugin.PluginCatalog;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON Schemas of policies and catalogues, for completion and checks in editors. */
public final class PolicySchema {
  private PolicySchema() {}

  /**
   * The schema in draft 2020-12, with the settings of all plugins of the catalog. It comes from the
   * records that policies bind to; what only a policy as a whole can violate is not in it.
   */
  public static String of(PluginCatalog catalog) {
    return of("Penstock policy", Policy.class, catalog);
  }

  /** The schema of a catalogue file, in the same draft and from the records it binds to. */
  public static String ofCatalogue(PluginCatalog catalog) {
    return of("Penstock catalogue", Catalogue.class, catalog);
  }

  private static String of(String title, Class<? extends Record> root, PluginCatalog catalog) {
    SchemaDefinitions definitions = new SchemaDefinitions(catalog);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(definitions.value(root));
    schema.put("$defs", definitions.all());
    return JsonText.of(schema);
  }
}
