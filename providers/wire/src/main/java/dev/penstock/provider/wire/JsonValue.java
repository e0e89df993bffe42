package dev.penstock.provider.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes JSON values that came as plain objects. */
public final class JsonValue {
  private JsonValue() {}

  /**
   * Writes text, number, truth, list or map.
   *
   * @throws IllegalArgumentException if it is or contains anything else
   */
  public static void write(@Nullable Object value, JsonGenerator json) {
    write(value, json, Limits.DEPTH);
  }

  private static void write(@Nullable Object value, JsonGenerator json, int depth) {
    if (depth == 0) {
      throw new IllegalArgumentException("an extra field is nested too deeply");
    }
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Float number when Float.isFinite(number) -> json.writeNumber(number);
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeName(String.valueOf(entry.getKey()));
          write(entry.getValue(), json, depth - 1);
        }
        json.writeEndObject();
      }
      case Iterable<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          write(item, json, depth - 1);
        }
        json.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException(
              "an extra field is no JSON value but a " + value.getClass().getSimpleName());
    }
  }
}
