package dev.penstock.samples.gateway.openai;

import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tools, the choice of one, and the form of the answer. */
final class ToolReader {
  private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
  private static final int LONGEST_NAME = 128;

  private ToolReader() {}

  static ToolSpec tool(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    boolean[] strict = new boolean[1];
    in.fields(
        (name, tool) -> {
          switch (name) {
            case "type" -> requireFunction(in);
            case "function" ->
                in.fields(
                    (inner, function) -> {
                      switch (inner) {
                        case "name" -> texts.put(inner, in.label("invalid_tool", LONGEST_NAME));
                        case "description" -> put(inner, in.textOrNull(), texts);
                        case "parameters" -> put(inner, schema(in), texts);
                        case "strict" -> strict[0] = !in.isNull() && in.truth();
                        default -> throw in.unknown();
                      }
                    });
            default -> throw in.unknown();
          }
        });
    @Nullable String name = texts.get("name");
    if (name == null) {
      throw HttpError.field("invalid_tool", at, at + " needs function.name");
    }
    return new ToolSpec(
        name,
        texts.getOrDefault("description", ""),
        texts.getOrDefault("parameters", NO_PARAMETERS),
        strict[0]);
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
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    in.fields(
        (name, choice) -> {
          switch (name) {
            case "type" -> requireFunction(in);
            case "function" ->
                in.fields(
                    (inner, function) -> {
                      if (!inner.equals("name")) {
                        throw in.unknown();
                      }
                      texts.put(inner, in.label("invalid_tool_choice", LONGEST_NAME));
                    });
            default -> throw in.unknown();
          }
        });
    @Nullable String name = texts.get("name");
    if (name == null) {
      throw HttpError.field("invalid_tool_choice", at, at + " needs function.name");
    }
    return ToolChoice.named(name);
  }

  static ResponseFormat format(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    boolean[] strict = new boolean[1];
    in.fields(
        (name, format) -> {
          switch (name) {
            case "type" -> texts.put(name, in.text());
            case "json_schema" ->
                in.fields(
                    (inner, schema) -> {
                      switch (inner) {
                        case "name" ->
                            texts.put(inner, in.label("invalid_response_format", LONGEST_NAME));
                        case "schema" -> put(inner, schema(in), texts);
                        case "strict" -> strict[0] = !in.isNull() && in.truth();
                        default -> throw in.unknown();
                      }
                    });
            default -> throw in.unknown();
          }
        });
    return switch (texts.get("type")) {
      case "text" -> ResponseFormat.TEXT;
      case "json_object" -> ResponseFormat.JSON_OBJECT;
      case "json_schema" -> {
        @Nullable String name = texts.get("name");
        @Nullable String schema = texts.get("schema");
        if (name == null || schema == null) {
          throw HttpError.field(
              "invalid_response_format", at, at + ".json_schema needs name and schema");
        }
        yield new ResponseFormat.JsonSchema(name, schema, strict[0]);
      }
      case null, default ->
          throw HttpError.field(
              "invalid_response_format", at, at + ".type must be text, json_object or json_schema");
    };
  }

  private static void put(String name, @Nullable String text, Map<String, String> texts) {
    if (text != null) {
      texts.put(name, text);
    }
  }

  private static @Nullable String schema(JsonIn in) {
    if (in.isNull()) {
      return null;
    }
    if (!in.isObject()) {
      throw in.type("an object");
    }
    return in.raw();
  }

  private static void requireFunction(JsonIn in) {
    if (!in.text().equals("function")) {
      throw in.wrong("unsupported_tool", "must be function");
    }
  }
}
