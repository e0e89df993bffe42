package dev.penstock.samples.gateway.openai;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.ImageLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one message of a conversation. Its fields may come in any order. */
final class MessageReader {
  private static final int LONGEST_ID = 512;

  private final JsonIn in;
  private final String path;
  private @Nullable String role;
  private @Nullable List<Part> content;
  private boolean contentGiven;
  private @Nullable String toolCallId;
  private @Nullable List<ToolCall> toolCalls;
  private final Map<String, Object> other = new LinkedHashMap<>();

  private MessageReader(JsonIn in) {
    this.in = in;
    path = in.path();
  }

  static Message read(JsonIn in) {
    MessageReader reader = new MessageReader(in);
    in.fields((name, field) -> reader.field(name));
    return reader.message();
  }

  private void field(String name) {
    switch (name) {
      case "role" -> role = in.text();
      case "content" -> content();
      case "tool_call_id" -> toolCallId = in.label("invalid_tool_call_id", LONGEST_ID);
      case "tool_calls" -> {
        if (!in.isNull()) {
          toolCalls = new ArrayList<>();
          in.items(() -> toolCalls().add(toolCall()));
        }
      }
      // What an SDK has read from the text beside it.
      case "parsed" -> in.skip();
      default -> {
        Object value = in.value();
        if (value != null) {
          other.put(name, value);
        }
      }
    }
  }

  private List<ToolCall> toolCalls() {
    return toolCalls == null ? new ArrayList<>() : toolCalls;
  }

  private void content() {
    contentGiven = !in.isNull();
    if (in.isNull()) {
      return;
    }
    if (in.isText()) {
      content = List.of(new Part.Text(in.text()));
    } else if (in.isList()) {
      List<Part> parts = new ArrayList<>();
      in.items(() -> parts.add(part()));
      if (parts.isEmpty()) {
        throw in.wrong("content_empty", "must have at least one part");
      }
      content = parts;
    } else {
      throw in.type("a text or a list of parts");
    }
  }

  private Part part() {
    PartFields part = new PartFields();
    String at = in.path();
    in.fields(
        (name, field) -> {
          switch (name) {
            case "type" -> part.type = in.text();
            case "text", "refusal" -> part.text = in.text();
            case "image_url" -> in.fields((inner, link) -> part.image(inner, link));
            default -> throw in.unknown();
          }
        });
    return part.toPart(at);
  }

  /** The fields of a part so far. */
  private static final class PartFields {
    private @Nullable String type;
    private @Nullable String text;
    private @Nullable String detail;
    private @Nullable Part image;

    void image(String name, JsonIn in) {
      switch (name) {
        case "url" -> image = ImageLinks.part(in.text(), null, in);
        case "detail" -> detail = in.label("invalid_detail", 16);
        default -> throw in.unknown();
      }
    }

    Part toPart(String at) {
      return switch (type) {
        case "text", "refusal" -> {
          if (text == null) {
            throw HttpError.field("content_required", at, at + " needs a text");
          }
          yield new Part.Text(text);
        }
        case "image_url" ->
            switch (image) {
              case Part.ImageUrl link -> new Part.ImageUrl(link.url(), detail);
              case Part.ImageData data -> data;
              case null, default ->
                  throw HttpError.field("content_required", at, at + " needs image_url.url");
            };
        case null, default ->
            throw HttpError.field(
                "unsupported_content", at, at + ".type must be text or image_url");
      };
    }
  }

  private ToolCall toolCall() {
    String at = in.path();
    Map<String, String> fields = new LinkedHashMap<>();
    in.fields(
        (name, field) -> {
          switch (name) {
            case "id" -> fields.put("id", in.label("invalid_tool_call_id", LONGEST_ID));
            case "type" -> {
              if (!in.text().equals("function")) {
                throw in.wrong("unsupported_tool", "must be function");
              }
            }
            case "function" ->
                in.fields(
                    (inner, part) -> {
                      switch (inner) {
                        case "name", "arguments" -> fields.put(inner, in.text());
                        case "parsed_arguments" -> in.skip();
                        default -> throw in.unknown();
                      }
                    });
            case "index" -> in.skip();
            default -> throw in.unknown();
          }
        });
    return new ToolCall(
        needed("id", fields, at), needed("name", fields, at), needed("arguments", fields, at));
  }

  private static String needed(String name, Map<String, String> fields, String at) {
    @Nullable String text = fields.get(name);
    if (text == null) {
      throw HttpError.field("invalid_tool_call", at, at + " needs " + name);
    }
    return text;
  }

  private Message message() {
    return switch (role) {
      case "system", "developer" -> {
        refuseOthers();
        yield Message.system(text());
      }
      case "user" -> {
        refuseOthers();
        yield new Message.User(needed());
      }
      case "assistant" -> assistant();
      case "tool" -> {
        refuseOthers();
        if (toolCallId == null) {
          throw HttpError.field("tool_call_id_required", path, path + " needs tool_call_id");
        }
        yield Message.toolResult(toolCallId, text());
      }
      case null -> throw HttpError.field("invalid_role", path + ".role", path + " needs a role");
      default ->
          throw HttpError.field(
              "invalid_role",
              path + ".role",
              path + ".role must be system, developer, user, assistant or tool");
    };
  }

  private Message assistant() {
    List<ToolCall> calls = toolCalls();
    Object refusal = other.remove("refusal");
    if (!contentGiven && calls.isEmpty() && refusal == null) {
      throw HttpError.field("content_required", path + ".content", path + " needs a content");
    }
    String said = contentGiven ? text() : refusal == null ? "" : refusal.toString();
    // What providers add to their messages must go back to them, annotations and thoughts alike.
    return new Message.Assistant(said, calls, other);
  }

  private void refuseOthers() {
    if (!other.isEmpty()) {
      String field = path + "." + other.keySet().iterator().next();
      throw HttpError.field(
          "unknown_field", field, field + " is not a field that this gateway takes; leave it out");
    }
    if (toolCalls != null) {
      throw HttpError.field(
          "unknown_field",
          path + ".tool_calls",
          path + ".tool_calls belongs to the messages of the assistant");
    }
    if (toolCallId != null && !"tool".equals(role)) {
      throw HttpError.field(
          "unknown_field",
          path + ".tool_call_id",
          path + ".tool_call_id belongs to the messages of tools");
    }
  }

  private List<Part> needed() {
    if (content == null) {
      throw HttpError.field("content_required", path + ".content", path + " needs a content");
    }
    return content;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (Part part : needed()) {
      if (!(part instanceof Part.Text(String piece))) {
        throw HttpError.field(
            "unsupported_content",
            path + ".content",
            path + ".content must be text; images belong to the messages of the user");
      }
      text.append(text.isEmpty() ? "" : "\n").append(piece);
    }
    return text.toString();
  }
}
