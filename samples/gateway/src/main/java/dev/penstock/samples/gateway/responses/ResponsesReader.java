package dev.penstock.samples.gateway.responses;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asked;
import dev.penstock.samples.gateway.wire.Asking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request for a response, field by field in any order. */
final class ResponsesReader {
  private final JsonIn in;
  private final Asking asking;
  private @Nullable String instructions;

  private ResponsesReader(JsonIn in, PolicyNames names) {
    this.in = in;
    asking = new Asking(in, names);
  }

  static Asked read(byte[] body, String id, Caller caller, PolicyNames names) {
    return JsonIn.read(
        body,
        in -> {
          ResponsesReader reader = new ResponsesReader(in, names);
          in.fields((name, value) -> reader.field(name));
          return reader.asked(id, caller);
        });
  }

  private void field(String name) {
    switch (name) {
      case "model" -> asking.model();
      case "input" -> input();
      case "instructions" -> instructions = in.textOrNull();
      case "stream" -> asking.readStream();
      case "penstock" -> asking.penstock();
      case "max_output_tokens" -> asking.limit();
      case "temperature" -> asking.temperature(2);
      case "top_p" -> asking.topP();
      case "user" -> asking.user();
      case "metadata" -> asking.tags();
      case "tools" -> {
        if (!in.isNull()) {
          in.items(() -> asking.tool(FormReader.tool(in)));
        }
      }
      case "tool_choice" -> {
        if (!in.isNull()) {
          asking.request().toolChoice(FormReader.choice(in));
        }
      }
      case "text" -> inner("format", () -> asking.request().responseFormat(FormReader.format(in)));
      case "reasoning" -> inner("effort", asking::effort);
      case "stream_options" -> inner("include_obfuscation", () -> only(false));
      case "store", "background" -> only(false);
      case "parallel_tool_calls" -> only(true);
      case "truncation" -> only("disabled");
      case "service_tier" -> only("auto", "default");
      default -> {
        // A field that asks for what is kept between requests, or for anything else unknown.
        if (!in.isNull()) {
          throw in.unknown();
        }
      }
    }
  }

  private void input() {
    if (in.isText()) {
      asking.message(Message.user(in.text()), "input");
    } else {
      in.items(() -> add(InputReader.read(in)));
    }
  }

  /** Text and calls of one turn are items of their own here, and one message elsewhere. */
  private void add(Message message) {
    List<Message> before = asking.messages();
    if (message instanceof Message.Assistant more
        && !before.isEmpty()
        && before.getLast() instanceof Message.Assistant said) {
      List<ToolCall> calls = new ArrayList<>(said.toolCalls());
      calls.addAll(more.toolCalls());
      boolean both = !said.text().isEmpty() && !more.text().isEmpty();
      String text = said.text() + (both ? "\n" : "") + more.text();
      before.set(before.size() - 1, new Message.Assistant(text, calls, Map.of()));
    } else {
      asking.message(message, "input");
    }
  }

  /** Reads an object that may have this field alone. */
  private void inner(String only, Runnable reader) {
    if (in.isNull()) {
      return;
    }
    in.fields(
        (name, value) -> {
          if (in.isNull()) {
            return;
          }
          if (!name.equals(only)) {
            throw in.unknown();
          }
          reader.run();
        });
  }

  private void only(boolean value) {
    if (!in.isNull() && in.truth() != value) {
      throw in.wrong("unsupported_value", "must be " + value + "; nothing else is done here");
    }
  }

  private void only(String... words) {
    if (!in.isNull() && !List.of(words).contains(in.text())) {
      throw in.wrong("unsupported_value", "must be " + String.join(" or ", words));
    }
  }

  private Asked asked(String id, Caller caller) {
    asking.requireModel();
    if (asking.messages().isEmpty()) {
      throw HttpError.field("input_required", "input", "input is missing, or has no items");
    }
    if (instructions != null && !instructions.isEmpty()) {
      asking.instructions(instructions);
    }
    return asking.asked(id, caller);
  }
}
