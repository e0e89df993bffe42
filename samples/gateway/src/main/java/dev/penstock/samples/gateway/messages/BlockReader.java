package dev.penstock.samples.gateway.messages;

import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads one block of a message's content. Its fields may come in any order. */
final class BlockReader {
  private static final int LONGEST_ID = 512;
  private static final int LONGEST_NAME = 128;

  /** The fields of a block beside its type and what it says about the vendor's cache. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "text", Set.of("text"),
          "image", Set.of("source"),
          "tool_use", Set.of("id", "name", "input"),
          "tool_result", Set.of("tool_use_id", "content", "is_error"),
          "thinking", Set.of("thinking", "signature"),
          "redacted_thinking", Set.of("data"));

  private final JsonIn in;
  private final String path;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private @Nullable String type;
  private @Nullable Part image;

  private BlockReader(JsonIn in) {
    this.in = in;
    path = in.path();
  }

  static Block read(JsonIn in) {
    BlockReader reader = new BlockReader(in);
    in.fields((name, field) -> reader.field(name));
    return reader.block();
  }

  private void field(String name) {
    switch (name) {
      case "type" -> type = in.text();
      case "text", "thinking", "signature", "data" -> fields.put(name, in.text());
      case "id", "tool_use_id" -> fields.put(name, in.label("invalid_tool_use", LONGEST_ID));
      case "name" -> fields.put(name, in.label("invalid_tool_use", LONGEST_NAME));
      case "input" -> {
        if (!in.isObject()) {
          throw in.type("an object");
        }
        fields.put(name, in.raw());
      }
      case "content" -> fields.put(name, texts(in));
      case "is_error" -> fields.put(name, !in.isNull() && in.truth());
      case "source" -> {
        image = ImageSource.read(in);
        fields.put(name, true);
      }
      case "cache_control" -> CacheControl.read(in);
      case "citations" -> {
        if (!in.isNull() && !List.of().equals(in.value())) {
          throw in.unknown();
        }
      }
      default -> throw in.unknown();
    }
  }

  /** A text, or the texts of a list of blocks as one. */
  static String texts(JsonIn in) {
    if (in.isText()) {
      return in.text();
    }
    if (in.isNull()) {
      return "";
    }
    if (!in.isList()) {
      throw in.type("a text or a list of blocks");
    }
    StringJoiner all = new StringJoiner("\n");
    in.items(
        () -> {
          String at = in.path();
          if (!(read(in) instanceof Block.Said(Part.Text(String text)))) {
            throw HttpError.field("unsupported_content", at, at + " must be a text here");
          }
          all.add(text);
        });
    return all.toString();
  }

  private Block block() {
    @Nullable Set<String> allowed = type == null ? null : FIELDS.get(type);
    if (allowed == null) {
      throw HttpError.field(
          "unsupported_content",
          path,
          path + ".type must be text, image, tool_use, tool_result, thinking or redacted_thinking");
    }
    for (String name : fields.keySet()) {
      if (!allowed.contains(name)) {
        throw HttpError.field(
            "unknown_field",
            path + "." + name,
            path + "." + name + " is not a field of this block; leave it out");
      }
    }
    return switch (type) {
      case "text" -> new Block.Said(new Part.Text(needed("text")));
      case "tool_use" ->
          new Block.Called(new ToolCall(needed("id"), needed("name"), needed("input")));
      case "tool_result" -> new Block.Returned(needed("tool_use_id"), result());
      case "thinking" -> {
        needed("thinking");
        yield thought();
      }
      case "redacted_thinking" -> {
        needed("data");
        yield thought();
      }
      case null, default -> {
        needed("source");
        yield new Block.Said(Objects.requireNonNull(image));
      }
    };
  }

  /** Other wires know no failed results, so that a text says it on all. */
  private String result() {
    String text = fields.get("content") instanceof String said ? said : "";
    return Boolean.TRUE.equals(fields.get("is_error")) ? "Error: " + text : text;
  }

  private Block thought() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", String.valueOf(type));
    all.putAll(fields);
    return new Block.Thought(all);
  }

  private String needed(String name) {
    Object value = fields.get(name);
    if (value == null) {
      throw HttpError.field("content_required", path + "." + name, path + " needs " + name);
    }
    return value.toString();
  }
}
