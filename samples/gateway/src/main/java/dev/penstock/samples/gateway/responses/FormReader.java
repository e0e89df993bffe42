package dev.penstock.samples.gateway.responses;

import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tools, the choice of one, and the form of the answer, which are flat on this wire. */
final class FormReader {
  private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
  private static final int LONGEST_NAME = 128;

  private final JsonIn in;
  private final String at;
  private final Map<String, String> texts = new HashMap<>();
  private boolean strict;

  private FormReader(JsonIn in) {
    this.in = in;
    at = in.path();
    in.fields((name, value) -> field(name));
  }

  private void field(String name) {
    switch (name) {
      case "type" -> texts.put(name, in.text());
      case "name" -> texts.put(name, in.label("invalid_name", LONGEST_NAME));
      case "description" -> {
        if (!in.isNull()) {
          texts.put(name, in.text());
        }
      }
      case "parameters", "schema" -> {
        if (in.isObject()) {
          texts.put(name, in.raw());
        } else if (!in.isNull()) {
          throw in.type("an object");
        }
      }
      case "strict" -> strict = !in.isNull() && in.truth();
      default -> throw in.unknown();
    }
  }

  static ToolSpec tool(JsonIn in) {
    FormReader form = new FormReader(in);
    if (!"function".equals(form.texts.get("type"))) {
      throw HttpError.field(
          "unsupported_tool", form.at, form.at + ".type must be function; no other tools run here");
    }
    return new ToolSpec(
        form.needed("name", "invalid_tool"),
        form.texts.getOrDefault("description", ""),
        form.texts.getOrDefault("parameters", NO_PARAMETERS),
        form.strict);
  }

  static ToolChoice choice(JsonIn in) {
    if (in.isText()) {
      return switch (in.text()) {
        case "auto" -> ToolChoice.AUTO;
        case "none" -> ToolChoice.NONE;
        case "required" -> ToolChoice.REQUIRED;
        default ->
            throw in.wrong("invalid_tool_choice", "must be auto, none, required or a function");
      };
    }
    FormReader form = new FormReader(in);
    if (!"function".equals(form.texts.get("type"))) {
      throw HttpError.field(
          "invalid_tool_choice", form.at, form.at + ".type must be function, beside its name");
    }
    return ToolChoice.named(form.needed("name", "invalid_tool_choice"));
  }

  static ResponseFormat format(JsonIn in) {
    FormReader form = new FormReader(in);
    return switch (form.texts.get("type")) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> ResponseFormat.JSON_OBJECT;
      case "json_schema" ->
          new ResponseFormat.JsonSchema(
              form.needed("name", "invalid_format"),
              form.needed("schema", "invalid_format"),
              form.strict);
      case null, default ->
          throw HttpError.field(
              "invalid_format",
              form.at,
              form.at + ".type must be text, json_object or json_schema");
    };
  }

  private String needed(String name, String code) {
    @Nullable String text = texts.get(name);
    if (text == null) {
      throw HttpError.field(code, at, at + " needs " + name);
    }
    return text;
  }
}
