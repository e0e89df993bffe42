package dev.penstock.samples.gateway.responses;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.ImageLinks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads one item of the input. Its fields may come in any order. */
final class InputReader {
  private static final int LONGEST_ID = 512;

  private final JsonIn in;
  private final String path;
  private final Map<String, String> texts = new HashMap<>();
  private @Nullable List<Part> content;

  private InputReader(JsonIn in) {
    this.in = in;
    path = in.path();
  }

  static Message read(JsonIn in) {
    InputReader reader = new InputReader(in);
    in.fields((name, value) -> reader.field(name));
    return reader.message();
  }

  private void field(String name) {
    switch (name) {
      case "type", "role", "arguments" -> texts.put(name, in.text());
      case "call_id", "name" -> texts.put(name, in.label("invalid_item", LONGEST_ID));
      // What was told of an item before, and comes back with it.
      case "id", "status" -> in.textOrNull();
      // What an SDK has read from the text beside it.
      case "parsed_arguments" -> in.skip();
      case "content" -> content = parts();
      case "output" -> texts.put(name, text(parts()));
      default -> throw in.unknown();
    }
  }

  private List<Part> parts() {
    if (in.isText()) {
      return List.of(new Part.Text(in.text()));
    }
    if (!in.isList()) {
      throw in.type("a text or a list of parts");
    }
    List<Part> parts = new ArrayList<>();
    in.items(() -> parts.add(part()));
    if (parts.isEmpty()) {
      throw in.wrong("content_empty", "must have at least one part");
    }
    return parts;
  }

  private Part part() {
    String at = in.path();
    Map<String, String> fields = new HashMap<>();
    Map<String, Part> images = new HashMap<>();
    in.fields(
        (name, value) -> {
          switch (name) {
            case "type", "text", "refusal" -> fields.put(name, in.text());
            case "detail" -> fields.put(name, in.label("invalid_detail", 16));
            case "image_url" -> images.put(name, ImageLinks.part(in.text(), null, in));
            case "annotations", "logprobs", "parsed" -> in.skip();
            default -> throw in.unknown();
          }
        });
    @Nullable Part image = images.get("image_url");
    @Nullable String text = fields.getOrDefault("text", fields.get("refusal"));
    return switch (fields.get("type")) {
      case "input_text", "output_text", "text", "refusal" -> {
        if (text == null) {
          throw HttpError.field("content_required", at, at + " needs a text");
        }
        yield new Part.Text(text);
      }
      case "input_image" ->
          switch (image) {
            case Part.ImageUrl link -> new Part.ImageUrl(link.url(), fields.get("detail"));
            case Part.ImageData data -> data;
            case null, default ->
                throw HttpError.field("content_required", at, at + " needs image_url");
          };
      case null, default ->
          throw HttpError.field(
              "unsupported_content",
              at,
              at + ".type must be input_text, input_image, output_text or refusal");
    };
  }

  private Message message() {
    return switch (texts.getOrDefault("type", "message")) {
      case "message" -> said();
      case "function_call" ->
          new Message.Assistant(
              "",
              List.of(new ToolCall(needed("call_id"), needed("name"), needed("arguments"))),
              Map.of());
      case "function_call_output" -> Message.toolResult(needed("call_id"), needed("output"));
      default ->
          throw HttpError.field(
              "unsupported_item",
              path,
              path + ".type must be message, function_call or function_call_output");
    };
  }

  private Message said() {
    List<Part> parts = content;
    if (parts == null) {
      throw HttpError.field("content_required", path + ".content", path + " needs a content");
    }
    return switch (texts.get("role")) {
      case "user" -> new Message.User(parts);
      case "assistant" -> Message.assistant(text(parts));
      case "system", "developer" -> Message.system(text(parts));
      case null, default ->
          throw HttpError.field(
              "invalid_role",
              path + ".role",
              path + ".role must be user, assistant, system or developer");
    };
  }

  private String text(List<Part> parts) {
    StringJoiner all = new StringJoiner("\n");
    for (Part part : parts) {
      if (!(part instanceof Part.Text(String text))) {
        throw HttpError.field(
            "unsupported_content", path, path + " must be text; images belong to the user");
      }
      all.add(text);
    }
    return all.toString();
  }

  private String needed(String name) {
    @Nullable String text = texts.get(name);
    if (text == null) {
      throw HttpError.field("invalid_item", path, path + " needs " + name);
    }
    return text;
  }
}
