package dev.penstock.api.support;

import dev.penstock.api.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Data without behaviour, as JSON knows it. */
final class PlainData {
  private static final int DEEPEST = 32;

  private PlainData() {}

  /** A copy with sorted keys and without what is empty, so that equal data have equal bytes. */
  static Map<String, Object> sorted(Map<String, Object> data) {
    return map(data, 1);
  }

  static String json(Map<String, Object> sorted) {
    return JsonText.of(sorted);
  }

  static Locale locale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("a locale is a language tag such as de-DE", e);
    }
  }

  private static Map<String, Object> map(Map<?, ?> data, int depth) {
    Map<String, Object> copy = new TreeMap<>();
    data.forEach(
        (key, value) -> {
          Object kept = value(value, depth);
          if (kept != null) {
            copy.put(String.valueOf(key), kept);
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  /** The value as it is kept, or null if there is nothing to keep. */
  private static @Nullable Object value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "an order context must not be nested more than " + DEEPEST + " deep");
    }
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> nothingIfEmpty(map(map, depth + 1));
      case Iterable<?> items -> {
        List<Object> copy = new ArrayList<>();
        for (Object item : items) {
          Object kept = value(item, depth + 1);
          if (kept != null) {
            copy.add(kept);
          }
        }
        yield copy.isEmpty() ? null : Collections.unmodifiableList(copy);
      }
      case CharSequence text -> text.isEmpty() ? null : text.toString();
      case Double number when !Double.isFinite(number) -> throw notPlain(value);
      case Float number when !Float.isFinite(number) -> throw notPlain(value);
      case Number number -> number;
      case Boolean truth -> truth;
      case Enum<?> constant -> constant.name();
      case java.time.temporal.TemporalAccessor time -> time.toString();
      default -> throw notPlain(value);
    };
  }

  private static @Nullable Object nothingIfEmpty(Map<String, Object> map) {
    return map.isEmpty() ? null : map;
  }

  private static IllegalArgumentException notPlain(Object value) {
    return new IllegalArgumentException(
        "an order context holds texts, finite numbers, booleans, lists and maps, not "
            + value.getClass().getName());
  }
}
