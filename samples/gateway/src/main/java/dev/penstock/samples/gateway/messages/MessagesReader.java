package dev.penstock.samples.gateway.messages;

import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asked;
import dev.penstock.samples.gateway.wire.Asking;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request for a message, field by field in any order. */
final class MessagesReader {
  private static final String MESSAGES = "messages";
  private static final int MOST_TOP_K = 1_000_000;

  private final JsonIn in;
  private final PolicyNames names;
  private final Asking asking;
  private @Nullable String system;
  private @Nullable Thinking thinking;
  private boolean effort;

  private MessagesReader(JsonIn in, PolicyNames names) {
    this.in = in;
    this.names = names;
    asking = new Asking(in, names);
  }

  static Asked read(byte[] body, String id, Caller caller, PolicyNames names) {
    return JsonIn.read(
        body,
        in -> {
          MessagesReader reader = new MessagesReader(in, names);
          in.fields((name, value) -> reader.field(name));
          return reader.asked(id, caller);
        });
  }

  private void field(String name) {
    switch (name) {
      case "model" -> asking.model();
      case MESSAGES ->
          in.items(() -> TurnReader.read(in).forEach(message -> asking.message(message, MESSAGES)));
      case "system" -> system = BlockReader.texts(in);
      case "max_tokens" -> asking.limit();
      case "stream" -> asking.readStream();
      case "penstock" -> asking.penstock();
      case "temperature" -> asking.temperature(1);
      case "top_p" -> asking.topP();
      case "top_k" -> {
        if (!in.isNull()) {
          pass(name, in.wholeNumber("invalid_top_k", 0, MOST_TOP_K));
        }
      }
      case "stop_sequences" -> asking.stops();
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
      case "thinking" -> thinking = in.isNull() ? null : Thinking.read(in);
      case "output_config" -> outputConfig();
      case "metadata" -> metadata();
      case "service_tier" -> serviceTier();
      case "cache_control" -> CacheControl.read(in);
      default -> throw in.unknown();
    }
  }

  private void outputConfig() {
    if (in.isNull()) {
      return;
    }
    in.fields(
        (name, value) -> {
          switch (name) {
            case "effort" -> {
              effort = !in.isNull();
              asking.effort();
            }
            case "format" -> {
              if (!in.isNull()) {
                asking.request().responseFormat(ToolReader.format(in));
              }
            }
            default -> throw in.unknown();
          }
        });
  }

  private void metadata() {
    if (in.isNull()) {
      return;
    }
    in.fields(
        (name, value) -> {
          if (!name.equals("user_id")) {
            throw in.unknown();
          }
          asking.user();
        });
  }

  private void serviceTier() {
    if (in.isNull()) {
      return;
    }
    if (!in.text().equals("standard_only")) {
      throw in.wrong("invalid_service_tier", "must be standard_only; another has another price");
    }
    pass("service_tier", "standard_only");
  }

  /** Goes to providers that speak this wire, since the engine has no word for it. */
  private void pass(String name, Object value) {
    asking.pass(Map.of(name, value), names.anthropic());
  }

  private Asked asked(String id, Caller caller) {
    asking.requireModel();
    Long limit = asking.maxTokens();
    if (limit == null) {
      throw HttpError.field("max_tokens_required", "max_tokens", "max_tokens is missing");
    }
    if (asking.messages().isEmpty()) {
      throw HttpError.field("messages_required", MESSAGES, "messages is missing, or has no items");
    }
    if (system != null && !system.isEmpty()) {
      asking.instructions(system);
    }
    if (thinking != null) {
      think(thinking, limit);
    }
    return asking.asked(id, caller);
  }

  private void think(Thinking wanted, long limit) {
    if (effort && wanted.type().equals("disabled")) {
      throw HttpError.field(
          "invalid_thinking",
          "thinking",
          "thinking must not be disabled beside output_config.effort; leave one out");
    }
    var derived = wanted.effort(limit);
    if (!effort) {
      asking.request().reasoningEffort(derived);
    }
  }
}
