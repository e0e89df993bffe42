package dev.penstock.samples.gateway.messages;

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
  private static final int LONGEST_NAME = 128;

  private ToolReader() {}

  static ToolSpec tool(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    boolean[] strict = new boolean[1];
    in.fields(
        (name, tool) -> {
          switch (name) {
            case "type" -> {
              if (!in.isNull() && !in.text().equals("custom")) {
                throw in.wrong("unsupported_tool", "must be custom; no vendor's tools run here");
              }
            }
            case "name" -> texts.put(name, in.label("invalid_tool", LONGEST_NAME));
            case "description" -> {
              if (!in.isNull()) {
                texts.put(name, in.text());
              }
            }
            case "input_schema" -> texts.put(name, schema(in));
            case "strict" -> strict[0] = !in.isNull() && in.truth();
            case "cache_control" -> CacheControl.read(in);
            default -> throw in.unknown();
          }
        });
    @Nullable String name = texts.get("name");
    @Nullable String schema = texts.get("input_schema");
    if (name == null || schema == null) {
      throw HttpError.field("invalid_tool", at, at + " needs name and input_schema");
    }
    return new ToolSpec(name, texts.getOrDefault("description", ""), schema, strict[0]);
  }

  static ToolChoice choice(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    in.fields(
        (name, choice) -> {
          switch (name) {
            case "type" -> texts.put(name, in.text());
            case "name" -> texts.put(name, in.label("invalid_tool_choice", LONGEST_NAME));
            case "disable_parallel_tool_use" -> {
              if (!in.isNull() && in.truth()) {
                throw in.wrong("unsupported_value", "must be false; not every provider can do so");
              }
            }
            default -> throw in.unknown();
          }
        });
    @Nullable String tool = texts.get("name");
    @Nullable String type = texts.get("type");
    if ((tool != null) != "tool".equals(type)) {
      throw HttpError.field("invalid_tool_choice", at, at + ".name belongs to the type tool");
    }
    return switch (type) {
      case "auto" -> ToolChoice.AUTO;
      case "any" -> ToolChoice.REQUIRED;
      case "none" -> ToolChoice.NONE;
      case null, default -> {
        if (tool == null) {
          throw HttpError.field(
              "invalid_tool_choice", at, at + ".type must be auto, any, none or tool");
        }
        yield ToolChoice.named(tool);
      }
    };
  }

  static ResponseFormat format(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    in.fields(
        (name, format) -> {
          switch (name) {
            case "type" -> {
              if (!in.text().equals("json_schema")) {
                throw in.wrong("invalid_format", "must be json_schema");
              }
            }
            case "schema" -> texts.put(name, schema(in));
            default -> throw in.unknown();
          }
        });
    @Nullable String schema = texts.get("schema");
    if (schema == null) {
      throw HttpError.field("invalid_format", at, at + " needs a schema");
    }
    return ResponseFormat.jsonSchema("answer", schema);
  }

  private static String schema(JsonIn in) {
    if (!in.isObject()) {
      throw in.type("an object");
    }
    return in.raw();
  }
}
