package dev.penstock.samples.gateway.json;

import dev.penstock.samples.gateway.server.HttpError;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON body of a request piece by piece. Nothing is converted: a number is no text, and a
 * fraction no whole number. What is wrong is an {@link HttpError} with the path of the field.
 */
public final class JsonIn {
  private static final int DEEPEST = 200;
  private static final int LONGEST_TEXT = 32 * 1024 * 1024;
  private static final int LONGEST_NAME = 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Reads the value of one field of an object. */
  @FunctionalInterface
  public interface Field {
    /** The parser stands on the value, which must be read or skipped. */
    void read(String name, JsonIn in);
  }

  private final JsonParser json;

  private JsonIn(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads a body that is one JSON object.
   *
   * @param reader stands on the object
   * @throws HttpError if it is none, or anything in it is wrong
   */
  public static <T> T read(byte[] body, Function<JsonIn, T> reader) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw new HttpError(400, "invalid_json", "the body is empty; send a JSON object");
      }
      if (first != JsonToken.START_OBJECT) {
        json.skipChildren();
        throw new HttpError(
            400, "invalid_request", "the body must be a JSON object, not " + called(first));
      }
      T read = reader.apply(new JsonIn(json));
      if (json.nextToken() != null) {
        throw new HttpError(400, "invalid_json", "something follows the JSON object");
      }
      return read;
    } catch (StreamConstraintsException e) {
      throw tooMuch(e);
    } catch (JacksonException e) {
      throw malformed(e, body);
    }
  }

  private static HttpError tooMuch(StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return message.contains("nesting depth")
        ? new HttpError(400, "too_deep", "the body is nested more than " + DEEPEST + " deep")
        : new HttpError(400, "too_large", "a name, number or text of the body is too long");
  }

  private static HttpError malformed(JacksonException e, byte[] body) {
    if (!isUtf8(body)) {
      return new HttpError(400, "invalid_encoding", "the body is not in UTF-8");
    }
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate Object property")
        ? new HttpError(400, "duplicate_key", "the body has a field twice" + where)
        : new HttpError(400, "invalid_json", "the body is not JSON" + where);
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether the value is null. */
  public boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Whether the value is a text. */
  public boolean isText() {
    return json.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Whether the value is a list. */
  public boolean isList() {
    return json.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  /** Reads an object, field by field. */
  public void fields(Field reader) {
    require(JsonToken.START_OBJECT, "an object");
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      reader.read(name, this);
    }
  }

  /** Reads a list, item by item. */
  public void items(Runnable reader) {
    require(JsonToken.START_ARRAY, "a list");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      reader.run();
    }
  }

  /** A text without half characters. */
  public String text() {
    require(JsonToken.VALUE_STRING, "a text");
    String text = json.getString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw wrong("invalid_unicode", "has half of a character");
        }
        i++;
      }
    }
    return text;
  }

  /** A text, or null. */
  public @Nullable String textOrNull() {
    return isNull() ? null : text();
  }

  /** A text of one line that may stand in logs: not blank, not too long, no control characters. */
  public String label(String code, int longest) {
    String text = text();
    if (text.isBlank()
        || text.length() > longest
        || text.chars().anyMatch(Character::isISOControl)) {
      throw wrong(code, "must have 1 to " + longest + " characters, and no control character");
    }
    return text;
  }

  /** True or false. */
  public boolean truth() {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw type("true or false");
    };
  }

  /** A whole number within a range. */
  public long wholeNumber(String code, long least, long most) {
    boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!whole && json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      throw type("a whole number");
    }
    if (!whole) {
      double value = json.getDoubleValue();
      if (Math.abs(value) < 1e15 && value != Math.rint(value)) {
        throw type("a whole number");
      }
      throw wrong(code, "must be a whole number from " + least + " to " + most);
    }
    BigInteger value = json.getBigIntegerValue();
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw wrong(code, "must be from " + least + " to " + most);
    }
    return value.longValueExact();
  }

  /** A number within a range. */
  public double number(String code, double least, double most) {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw type("a number");
    }
    double value = json.getDoubleValue();
    if (!(value >= least && value <= most)) {
      throw wrong(code, "must be from " + least + " to " + most);
    }
    return value;
  }

  /** The value as JSON text, numbers digit by digit. */
  public String raw() {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      copy.copyCurrentStructureExact(json);
    }
    return text.toString();
  }

  /** The value as plain data: text, number, truth, list or map; null within them stays. */
  public @Nullable Object value() {
    return switch (json.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        items(() -> list.add(value()));
        yield list;
      }
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** An object as plain data, without its fields that are null. */
  public Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    fields(
        (name, in) -> {
          Object member = in.value();
          if (member != null) {
            map.put(name, member);
          }
        });
    return map;
  }

  /** Passes the value over. */
  public void skip() {
    json.skipChildren();
  }

  /** The path of the field, such as {@code messages[0].content}. */
  public String path() {
    String pointer = json.streamReadContext().pathAsPointer().toString();
    StringBuilder path = new StringBuilder();
    for (String step : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
      if (!step.isEmpty() && step.chars().allMatch(Character::isDigit)) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    String plain = path.toString();
    boolean printable = plain.length() <= 200 && plain.chars().noneMatch(Character::isISOControl);
    return printable ? plain : "(a field whose name is too long or odd)";
  }

  /** A value of another kind than that. */
  public HttpError type(String expected) {
    return wrong("invalid_type", "must be " + expected + ", not " + called(json.currentToken()));
  }

  /** A value that is wrong. */
  public HttpError wrong(String code, String why) {
    String path = path();
    return HttpError.field(code, path, path + " " + why);
  }

  /** A field that is not known. */
  public HttpError unknown() {
    String path = path();
    return HttpError.field(
        "unknown_field", path, path + " is not a field that this gateway takes; leave it out");
  }

  private void require(JsonToken token, String expected) {
    if (json.currentToken() != token) {
      throw type(expected);
    }
  }

  private static String called(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case null, default -> "anything else";
    };
  }
}
