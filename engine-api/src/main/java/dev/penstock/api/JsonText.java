package dev.penstock.api;

import dev.penstock.api.money.Usd;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the engine's records as JSON (RFC 8259): keys in lower case with dashes, money as decimals
 * in USD with nine places under a key that ends in {@code -usd}, durations as decimal milliseconds
 * under a key that ends in {@code -ms}, enums in lower case with dashes, times in ISO 8601.
 */
public final class JsonText {
  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** The JSON of a record, collection, map or plain value. */
  public static String of(@Nullable Object value) {
    JsonText json = new JsonText();
    json.write(value);
    return json.out.toString();
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Optional<?> optional -> write(optional.orElse(null));
      case Usd usd -> out.append(usd);
      case Duration duration ->
          out.append(
              BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros().toPlainString());
      case Record record -> record(record);
      case Map<?, ?> map -> map(map);
      case Iterable<?> items -> array(items);
      case Enum<?> constant -> text(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case BigDecimal decimal -> out.append(decimal.toPlainString());
      case Double number when !Double.isFinite(number) -> out.append("null");
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> text(value.toString());
    }
  }

  private void record(Record record) {
    out.append('{');
    String comma = "";
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      out.append(comma);
      comma = ",";
      text(key(component));
      out.append(':');
      write(value(record, component));
    }
    out.append('}');
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private static String key(RecordComponent component) {
    StringBuilder key = new StringBuilder();
    for (char c : component.getName().toCharArray()) {
      if (Character.isUpperCase(c)) {
        key.append('-');
      }
      key.append(Character.toLowerCase(c));
    }
    if (component.getType() == Usd.class) {
      key.append("-usd");
    } else if (component.getType() == Duration.class) {
      key.append("-ms");
    }
    return key.toString();
  }

  private void map(Map<?, ?> map) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(comma);
      comma = ",";
      text(String.valueOf(entry.getKey()));
      out.append(':');
      write(entry.getValue());
    }
    out.append('}');
  }

  private void array(Iterable<?> items) {
    out.append('[');
    String comma = "";
    for (Object item : items) {
      out.append(comma);
      comma = ",";
      write(item);
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20
              || c == 0x2028
              || c == 0x2029
              || (Character.isSurrogate(c) && alone(text, i))) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean alone(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }
}
