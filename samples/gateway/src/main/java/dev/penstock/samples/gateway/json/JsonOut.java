package dev.penstock.samples.gateway.json;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON piece by piece, on one line. */
public final class JsonOut {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private JsonOut() {}

  /** The bytes of what the writer writes. */
  public static byte[] write(Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.accept(json);
    }
    return bytes.toByteArray();
  }

  /** Writes plain data: text, number, truth, list, map or null. */
  public static void value(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach(
            (name, member) -> {
              json.writeName(String.valueOf(name));
              value(member, json);
            });
        json.writeEndObject();
      }
      case Iterable<?> items -> {
        json.writeStartArray();
        items.forEach(item -> value(item, json));
        json.writeEndArray();
      }
      default -> json.writeString(value.toString());
    }
  }
}
