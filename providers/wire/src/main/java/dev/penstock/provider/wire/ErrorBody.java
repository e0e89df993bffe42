package dev.penstock.provider.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an error says about itself. Its text may quote the prompt or a key, so it is read to
 * classify the error and never passed on.
 *
 * @param code its code, or null
 * @param type its type, or null
 * @param param the field it complains about, or null
 * @param text its text, empty if there is none
 */
public record ErrorBody(
    @Nullable String code, @Nullable String type, @Nullable String param, String text) {
  static final ErrorBody NONE = new ErrorBody(null, null, null, "");

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_.]{0,63}|[0-9]{1,6}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.\\[\\]]{0,63}");

  /** Reads a body, whatever it is. */
  static ErrorBody parse(byte[] body) {
    try (JsonParser json = Json.parser(body, 0, body.length)) {
      json.nextToken();
      return read(json);
    } catch (JacksonException e) {
      return NONE;
    }
  }

  /** Reads the value the parser stands on: {@code {"error": {...}}}, its inside, or a text. */
  public static ErrorBody read(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return new ErrorBody(null, null, null, json.getString());
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return NONE;
    }
    ErrorBody inner = null;
    String code = null;
    String type = null;
    String param = null;
    String text = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "error" -> inner = token == JsonToken.VALUE_NULL ? inner : read(json);
        case "code" -> code = Texts.orNumber(json);
        case "details" -> {
          String found = detailedCode(json);
          code = code == null ? found : code;
        }
        case "type" -> type = Texts.orNull(json);
        case "param" -> param = Texts.orNull(json);
        case "message", "detail" -> {
          String found = Texts.orNull(json);
          text = found == null ? text : found;
        }
        default -> json.skipChildren();
      }
    }
    return inner != null ? inner : new ErrorBody(code, type, param, text);
  }

  /** Some vendors tell the code one level further inside. */
  private static @Nullable String detailedCode(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    String code = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("error_code")) {
        code = Texts.orNull(json);
      } else {
        json.skipChildren();
      }
    }
    return code;
  }

  /** Code or else type, if it is a word and not a text. */
  @Nullable String word() {
    if (code != null && WORD.matcher(code).matches()) {
      return code;
    }
    return type != null && WORD.matcher(type).matches() ? type : null;
  }

  /** The field it complains about, if it is a field's name and not a text. */
  @Nullable String field() {
    return param != null && FIELD.matcher(param).matches() ? param : null;
  }
}
