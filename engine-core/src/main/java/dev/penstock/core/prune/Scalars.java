package dev.penstock.core.prune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The single values in a JSON value, wherever they are nested.
 *
 * @param key the nearest key, empty for a value in no object
 * @param text the value
 */
record Scalars(String key, String text) {
  static List<Scalars> of(JsonNode node) {
    List<Scalars> found = new ArrayList<>();
    collect("", node, found);
    return found;
  }

  private static void collect(String key, JsonNode node, List<Scalars> found) {
    if (node.isObject()) {
      node.forEachEntry((name, value) -> collect(name, value, found));
    } else if (node.isArray()) {
      for (JsonNode item : node.values()) {
        collect(key, item, found);
      }
    } else if (!node.isNull()) {
      found.add(new Scalars(key, node.asString()));
    }
  }

  /** What the values refer to. */
  static Set<String> references(List<Scalars> scalars) {
    Set<String> references = new HashSet<>();
    for (Scalars scalar : scalars) {
      references.addAll(References.inValue(scalar.text()));
    }
    return references;
  }
}
