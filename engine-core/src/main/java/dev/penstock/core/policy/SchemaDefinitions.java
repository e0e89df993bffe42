package dev.penstock.core.policy;

import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.plugin.PluginLookup;
import dev.penstock.core.word.KebabCase;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Turns record classes into schemas, one definition each. */
final class SchemaDefinitions {
  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> REFERENCE =
      ordered("type", "string", "pattern", "\\$\\{(env|file):");

  private final PluginCatalog catalog;
  private final Map<String, Object> definitions = new LinkedHashMap<>();
  private final Map<Class<?>, String> names = new LinkedHashMap<>();

  SchemaDefinitions(PluginCatalog catalog) {
    this.catalog = catalog;
  }

  Map<String, Object> all() {
    return definitions;
  }

  Map<String, Object> value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic);
    }
    Class<?> raw = (Class<?>) type;
    ScalarType scalar = ScalarTypes.of(raw);
    if (scalar != null) {
      return scalar.schema().equals(TEXT)
          ? TEXT
          : Map.of("anyOf", List.of(scalar.schema(), REFERENCE));
    }
    if (raw == Secret.class) {
      return TEXT;
    }
    return raw == Object.class ? Map.of() : Map.of("$ref", "#/$defs/" + define(raw));
  }

  private Map<String, Object> collection(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Map.class) {
      Map<String, Object> map =
          ordered("type", "object", "additionalProperties", value(arguments[1]));
      if (arguments[0] instanceof Class<?> keys && keys.isEnum()) {
        map.put("propertyNames", Objects.requireNonNull(ScalarTypes.of(keys)).schema());
      }
      return map;
    }
    Map<String, Object> array = ordered("type", "array", "items", value(arguments[0]));
    if (type.getRawType() == Set.class) {
      array.put("uniqueItems", true);
    }
    return array;
  }

  private String define(Class<?> type) {
    String known = names.get(type);
    if (known != null) {
      return known;
    }
    String plain = KebabCase.of(type.getSimpleName());
    String name = plain;
    for (int i = 2; names.containsValue(name); i++) {
      name = plain + "-" + i;
    }
    names.put(type, name);
    Map<String, Object> definition = new LinkedHashMap<>();
    definitions.put(name, definition);
    RecordShape shape = RecordShape.of(type);
    boolean hasSettings = shape.parts().stream().anyMatch(RecordShape.Part::settings);
    definition.putAll(hasSettings ? withSettings(type, shape) : object(shape.parts()));
    if (shape.description() != null) {
      definition.put("description", shape.description());
    }
    return name;
  }

  /** One closed object for each plugin, told apart by the key {@code plugin}. */
  private Map<String, Object> withSettings(Class<?> type, RecordShape shape) {
    PluginKind kind = PluginSettingsTypes.kind(type);
    List<Object> choices = new ArrayList<>();
    for (String plugin : catalog.names(kind)) {
      if (catalog.find(kind, plugin) instanceof PluginLookup.Found(PluginFactory<?, ?> factory)) {
        List<RecordShape.Part> parts = new ArrayList<>(shape.parts());
        parts.removeIf(RecordShape.Part::settings);
        parts.addAll(RecordShape.of(factory.settings()).parts());
        Map<String, Object> choice = object(parts);
        properties(choice).put("plugin", ordered("const", plugin));
        choices.add(choice);
      }
    }
    return choices.isEmpty() ? ordered("type", "object") : ordered("oneOf", choices);
  }

  private Map<String, Object> object(List<RecordShape.Part> parts) {
    Map<String, Object> properties = new LinkedHashMap<>();
    parts.forEach(part -> properties.put(part.key(), property(part)));
    List<String> required =
        parts.stream()
            .filter(part -> !part.optional() && part.unless().isEmpty())
            .map(RecordShape.Part::key)
            .toList();
    Map<String, Object> object = ordered("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    List<Object> either =
        parts.stream().filter(part -> !part.unless().isEmpty()).map(this::either).toList();
    if (!either.isEmpty()) {
      object.put("allOf", either);
    }
    object.put("additionalProperties", false);
    return object;
  }

  private Object either(RecordShape.Part part) {
    List<Object> ways = new ArrayList<>();
    ways.add(ordered("required", List.of(part.key())));
    part.unless().stream().sorted().forEach(other -> ways.add(ordered("required", List.of(other))));
    return ordered("anyOf", ways);
  }

  private Map<String, Object> property(RecordShape.Part part) {
    Map<String, Object> property = new LinkedHashMap<>();
    if (part.description() != null) {
      property.put("description", part.description());
    }
    if (part.oneOrMany() && part.type() instanceof ParameterizedType list) {
      property.put("anyOf", List.of(value(list.getActualTypeArguments()[0]), value(list)));
    } else {
      property.putAll(value(part.type()));
    }
    return property;
  }

  @SuppressWarnings("unchecked") // object() puts a map there
  private static Map<String, Object> properties(Map<String, Object> object) {
    return (Map<String, Object>) object.getOrDefault("properties", Map.of());
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
