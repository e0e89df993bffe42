package dev.penstock.core.policy;

import dev.penstock.core.word.Quoted;
import dev.penstock.spi.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds nodes to records, and collects every mistake on the way. A null stands for a value whose
 * mistake is reported; the policy language itself has no null.
 */
final class Binder {
  private final Problems problems;
  private final Positions positions;
  private final ScalarBinder scalars;
  private final RecordBinder records;

  Binder(Problems problems, Positions positions, References references, SettingsTypes settings) {
    this.problems = problems;
    this.positions = positions;
    this.scalars = new ScalarBinder(problems, references);
    this.records = new RecordBinder(this, problems, settings);
  }

  <T extends Record> @Nullable T bind(YamlNode.Mapping root, Class<T> type) {
    return type.cast(value(root, type, Site.ROOT));
  }

  @Nullable Object value(YamlNode node, Type type, Site site) {
    positions.put(site.path(), node.place());
    if (node instanceof YamlNode.Refused) {
      return null;
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      problems.add(
          node.place(),
          site.path(),
          "REQUIRED",
          "found nothing, expected a value; or remove the key");
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return collection(node, generic, site);
    }
    Class<?> raw = (Class<?>) type;
    ScalarType scalarType = ScalarTypes.of(raw);
    if (scalarType != null) {
      return scalars.value(node, scalarType, site);
    }
    if (raw == Secret.class) {
      return scalars.secret(node, site);
    }
    return raw == Object.class ? free(node, site) : records.value(node, raw, site);
  }

  /** A list, or the one item that stands for it. */
  @Nullable Object oneOrMany(YamlNode node, Type type, Site site) {
    boolean one =
        switch (node) {
          case YamlNode.Scalar scalar -> !scalar.isNull();
          case YamlNode.Mapping mapping -> true;
          case YamlNode.Sequence sequence -> false;
          case YamlNode.Refused refused -> false;
        };
    if (!one || !(type instanceof ParameterizedType generic)) {
      return value(node, type, site);
    }
    Object item = value(node, generic.getActualTypeArguments()[0], site);
    return item == null ? null : of(generic, List.of(item));
  }

  private @Nullable Object collection(YamlNode node, ParameterizedType type, Site site) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Map.class && arguments[0] instanceof Class<?> keys && ScalarTypes.of(keys) != null) {
      return node instanceof YamlNode.Mapping mapping
          ? map(mapping, ScalarTypes.of(keys), arguments[1], site)
          : refused(node, site, "a mapping");
    }
    if (raw == List.class || raw == Set.class) {
      return node instanceof YamlNode.Sequence sequence
          ? items(sequence, type, arguments[0], site)
          : refused(node, site, "a list");
    }
    throw new IllegalArgumentException(
        site.path() + " has the type " + type + ", to which no YAML binds");
  }

  private @Nullable Object items(
      YamlNode.Sequence sequence, ParameterizedType type, Type itemType, Site site) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode node = sequence.items().get(i);
      Object item = value(node, itemType, site.item(i));
      if (item != null && type.getRawType() == Set.class && items.contains(item)) {
        problems.add(
            node.place(), site.item(i).path(), "DUPLICATE_VALUE", "the value stands here twice");
      }
      if (item != null) {
        items.add(item);
      }
    }
    return items.size() == sequence.items().size() ? of(type, items) : null;
  }

  private static Object of(ParameterizedType type, List<Object> items) {
    return type.getRawType() == Set.class
        ? Collections.unmodifiableSet(new LinkedHashSet<>(items))
        : List.copyOf(items);
  }

  private @Nullable Object map(
      YamlNode.Mapping mapping, @Nullable ScalarType keys, Type valueType, Site site) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      Site at = site.child(entry.key());
      Object key = keys == null ? entry.key() : key(entry, keys, at);
      Object value = value(entry.value(), valueType, at);
      positions.put(at.path(), entry.place());
      if (key != null && value != null) {
        map.put(key, value);
      }
    }
    return map.size() == mapping.entries().size() ? Collections.unmodifiableMap(map) : null;
  }

  private @Nullable Object key(YamlNode.Entry entry, ScalarType type, Site at) {
    try {
      return type.reader().read(entry.key());
    } catch (BadValueException e) {
      problems.add(
          entry.place(),
          at.path(),
          e.code(),
          "found " + Quoted.of(entry.key()) + ", " + e.expected());
      return null;
    }
  }

  private @Nullable Object free(YamlNode node, Site site) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalars.free(scalar, site);
      case YamlNode.Mapping mapping -> map(mapping, null, Object.class, site);
      case YamlNode.Sequence sequence -> {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
          Object item = value(sequence.items().get(i), Object.class, site.item(i));
          if (item != null) {
            items.add(item);
          }
        }
        yield items.size() == sequence.items().size() ? List.copyOf(items) : null;
      }
      case YamlNode.Refused refused -> null;
    };
  }

  private @Nullable Object refused(YamlNode node, Site site, String expected) {
    problems.add(
        node.place(), site.path(), "TYPE", "found " + node.kind() + ", expected " + expected);
    return null;
  }
}
