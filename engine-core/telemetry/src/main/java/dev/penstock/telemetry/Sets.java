package dev.penstock.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Attribute sets with the same keys, made once for each combination of values. */
final class Sets {
  private static final int MOST = 2_000;

  private final List<AttributeKey<String>> keys;
  private final Map<List<@Nullable String>, Attributes> made = new ConcurrentHashMap<>();

  Sets(String... names) {
    keys = Arrays.stream(names).map(AttributeKey::stringKey).toList();
  }

  /** The set with these values in the order of the keys; what is null or empty is left out. */
  Attributes of(@Nullable String... values) {
    List<@Nullable String> key = Arrays.asList(values);
    Attributes known = made.get(key);
    if (known == null) {
      known = make(values);
      if (made.size() < MOST) {
        made.put(key, known);
      }
    }
    return known;
  }

  private Attributes make(@Nullable String[] values) {
    AttributesBuilder builder = Attributes.builder();
    for (int i = 0; i < keys.size(); i++) {
      String value = values[i];
      if (value != null && !value.isEmpty()) {
        builder.put(keys.get(i), value);
      }
    }
    return builder.build();
  }
}
