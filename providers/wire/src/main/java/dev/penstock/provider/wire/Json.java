package dev.penstock.provider.wire;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Streaming JSON with the limits of {@link Limits}. */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.DEPTH)
                  .maxStringLength(Limits.BODY)
                  .build())
          .build();

  private Json() {}

  /** A parser of a body. */
  public static JsonParser parser(InputStream in) {
    return FACTORY.createParser(ObjectReadContext.empty(), in);
  }

  /** A parser of bytes in memory. */
  public static JsonParser parser(byte[] bytes, int from, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
  }

  /** A generator of a body. */
  public static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** The text of the value the parser stands on, numbers digit by digit; reads it to its end. */
  public static String copy(JsonParser json) {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      copy.copyCurrentStructureExact(json);
    }
    return text.toString();
  }

  /**
   * Fails unless the text is one JSON object and nothing else.
   *
   * @param what names the text in the message
   */
  public static void requireObject(String text, String what) {
    try {
      requireObject(text);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(what + " must be a JSON object", e);
    }
  }

  /** Whether the text is one JSON object and nothing else. */
  public static boolean isObject(String text) {
    try {
      requireObject(text);
      return true;
    } catch (JacksonException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void requireObject(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      if (!object || parser.nextToken() != null) {
        throw new IllegalArgumentException("not a JSON object");
      }
    }
  }
}
