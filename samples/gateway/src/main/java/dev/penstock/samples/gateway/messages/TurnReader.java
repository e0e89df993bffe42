package dev.penstock.samples.gateway.messages;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.VendorFields;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads one turn of a conversation, which may be several messages of the engine. */
final class TurnReader {
  private final JsonIn in;
  private final String path;
  private @Nullable String role;
  private @Nullable List<Block> content;

  private TurnReader(JsonIn in) {
    this.in = in;
    path = in.path();
  }

  static List<Message> read(JsonIn in) {
    TurnReader reader = new TurnReader(in);
    in.fields((name, field) -> reader.field(name));
    return reader.messages();
  }

  private void field(String name) {
    switch (name) {
      case "role" -> role = in.text();
      case "content" -> {
        if (in.isText()) {
          content = List.of(new Block.Said(new Part.Text(in.text())));
        } else if (in.isList()) {
          List<Block> blocks = new ArrayList<>();
          in.items(() -> blocks.add(BlockReader.read(in)));
          content = blocks;
        } else {
          throw in.type("a text or a list of blocks");
        }
      }
      default -> throw in.unknown();
    }
  }

  private List<Message> messages() {
    List<Block> blocks = content;
    if (blocks == null) {
      throw HttpError.field("content_required", path + ".content", path + " needs a content");
    }
    if (blocks.isEmpty()) {
      throw HttpError.field(
          "content_empty", path + ".content", path + ".content must have at least one block");
    }
    return switch (role) {
      case "user" -> user(blocks);
      case "assistant" -> List.of(assistant(blocks));
      case null -> throw HttpError.field("invalid_role", path + ".role", path + " needs a role");
      default ->
          throw HttpError.field(
              "invalid_role",
              path + ".role",
              path + ".role must be user or assistant; instructions belong into system");
    };
  }

  /** Results stand before what the user says to them, as the wire has it. */
  private List<Message> user(List<Block> blocks) {
    List<Message> messages = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (Block block : blocks) {
      switch (block) {
        case Block.Said(Part part) -> parts.add(part);
        case Block.Returned(String callId, String text) ->
            messages.add(Message.toolResult(callId, text));
        case Block.Called called -> throw misplaced("a tool_use", "assistant");
        case Block.Thought thought -> throw misplaced("thinking", "assistant");
      }
    }
    if (!parts.isEmpty()) {
      messages.add(new Message.User(parts));
    }
    return messages;
  }

  private Message assistant(List<Block> blocks) {
    StringJoiner text = new StringJoiner("\n");
    List<ToolCall> calls = new ArrayList<>();
    List<Object> thoughts = new ArrayList<>();
    for (Block block : blocks) {
      switch (block) {
        case Block.Said(Part.Text(String said)) -> text.add(said);
        case Block.Said image -> throw misplaced("an image", "user");
        case Block.Called(ToolCall call) -> calls.add(call);
        case Block.Returned returned -> throw misplaced("a tool_result", "user");
        case Block.Thought(Map<String, Object> fields) -> thoughts.add(fields);
      }
    }
    return new Message.Assistant(
        text.toString(),
        calls,
        thoughts.isEmpty() ? Map.of() : Map.of(VendorFields.THINKING_BLOCKS, thoughts));
  }

  private HttpError misplaced(String what, String owner) {
    return HttpError.field(
        "unsupported_content",
        path + ".content",
        path + ".content has " + what + ", which belongs to the messages of the " + owner);
  }
}
