package dev.penstock.samples.gateway.openai;

import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asking;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the body of a request for a chat completion, field by field in any order. */
final class ChatReader {
  private final JsonIn in;
  private final PolicyNames names;
  private final Asking asking;
  private final Map<String, Object> other = new LinkedHashMap<>();
  private boolean messagesGiven;
  private boolean streamOptions;
  private boolean includeUsage;

  private ChatReader(JsonIn in, PolicyNames names) {
    this.in = in;
    this.names = names;
    asking = new Asking(in, names);
  }

  static ChatBody read(byte[] body, String id, Caller caller, PolicyNames names) {
    return JsonIn.read(
        body,
        in -> {
          ChatReader reader = new ChatReader(in, names);
          in.fields((name, value) -> reader.field(name));
          return reader.body(id, caller);
        });
  }

  private void field(String name) {
    switch (name) {
      case "model" -> asking.model();
      case "messages" -> {
        messagesGiven = true;
        in.items(() -> asking.message(MessageReader.read(in), "messages"));
      }
      case "stream" -> asking.readStream();
      case "stream_options" -> streamOptions();
      case "penstock" -> asking.penstock();
      case "max_tokens", "max_completion_tokens" -> asking.limit();
      case "n" -> one();
      case "temperature" -> asking.temperature(2);
      case "top_p" -> asking.topP();
      case "seed" -> {
        if (!in.isNull()) {
          asking.request().seed(in.wholeNumber("invalid_seed", Long.MIN_VALUE, Long.MAX_VALUE));
        }
      }
      case "stop" -> {
        if (in.isText()) {
          asking.request().stop(in.text());
        } else {
          asking.stops();
        }
      }
      case "tools" -> {
        if (!in.isNull()) {
          in.items(() -> asking.tool(ToolReader.tool(in)));
        }
      }
      case "tool_choice" -> {
        if (!in.isNull()) {
          asking.request().toolChoice(ToolReader.choice(in));
        }
      }
      case "response_format" -> {
        if (!in.isNull()) {
          asking.request().responseFormat(ToolReader.format(in));
        }
      }
      case "reasoning_effort" -> asking.effort();
      case "user" -> asking.user();
      case "metadata" -> asking.tags();
      default -> {
        Object value = OtherFields.read(name, in);
        if (value != null) {
          other.put(name, value);
        }
      }
    }
  }

  private void streamOptions() {
    if (in.isNull()) {
      return;
    }
    streamOptions = true;
    in.fields(
        (name, value) -> {
          switch (name) {
            case "include_usage" -> includeUsage = !in.isNull() && in.truth();
            case "include_obfuscation" -> {
              if (!in.isNull() && in.truth()) {
                throw in.wrong("unsupported_value", "must be false; there is no obfuscation here");
              }
            }
            default -> throw in.unknown();
          }
        });
  }

  private void one() {
    if (!in.isNull() && in.wholeNumber("invalid_n", 1, Integer.MAX_VALUE) > 1) {
      throw in.wrong("n_too_large", "must be 1; send the request again for another answer");
    }
  }

  private ChatBody body(String id, Caller caller) {
    asking.requireModel();
    if (!messagesGiven) {
      throw HttpError.field("messages_required", "messages", "messages is missing");
    }
    if (asking.messages().isEmpty()) {
      throw HttpError.field("messages_empty", "messages", "messages must have at least one item");
    }
    if (streamOptions && !asking.stream()) {
      throw HttpError.field(
          "invalid_stream_options", "stream_options", "stream_options is for streams only");
    }
    asking.pass(other, names.openAi());
    return new ChatBody(asking.asked(id, caller), includeUsage);
  }
}
