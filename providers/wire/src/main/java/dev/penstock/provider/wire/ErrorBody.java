package dev.penstock.provider.wire;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * @param words further words of its details: reasons and ids of quotas
 * @param retryAfter how long it asks to wait, or null
 */
public record ErrorBody(
    @Nullable String code,
    @Nullable String type,
    @Nullable String param,
    String text,
    List<String> words,
    @Nullable Duration retryAfter) {
  static final ErrorBody NONE = new ErrorBody(null, null, null, "");

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_.]{0,63}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.\\[\\]]{0,63}");

  /** Copies the words. */
  public ErrorBody {
    words = List.copyOf(words);
  }

  /** An error without details. */
  public ErrorBody(
      @Nullable String code, @Nullable String type, @Nullable String param, String text) {
    this(code, type, param, text, List.of(), null);
  }

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
    String status = null;
    String param = null;
    String text = "";
    ErrorDetails details = new ErrorDetails();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "error" -> inner = token == JsonToken.VALUE_NULL ? inner : read(json);
        case "code" -> code = Texts.orNumber(json);
        case "details" -> details.read(json);
        case "type" -> type = Texts.orNull(json);
        case "status" -> status = Texts.orNull(json);
        case "param" -> param = Texts.orNull(json);
        case "message", "detail" -> {
          String found = Texts.orNull(json);
          text = found == null ? text : found;
        }
        default -> json.skipChildren();
      }
    }
    if (inner != null) {
      return inner;
    }
    return new ErrorBody(
        code == null ? details.code() : code,
        type == null ? status : type,
        param,
        text,
        details.words(),
        details.retryAfter());
  }

  /** The most telling of its words that is none of a text; a number only if there is no other. */
  @Nullable String word() {
    return Stream.concat(
            Stream.concat(Stream.ofNullable(code), words.stream()), Stream.ofNullable(type))
        .filter(word -> WORD.matcher(word).matches())
        .findFirst()
        .orElse(code != null && NUMBER.matcher(code).matches() ? code : null);
  }

  /** The field it complains about, if it is a field's name and not a text. */
  @Nullable String field() {
    return param != null && FIELD.matcher(param).matches() ? param : null;
  }
}
