package dev.penstock.samples.gateway.openai;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.wire.Decided;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes answers of a request as chat completions, whole or in chunks. */
final class ChatWriter {
  private static final Set<String> OF_THE_MESSAGE =
      Set.of("role", "content", "refusal", "tool_calls");
  private static final Set<String> OF_THE_CHOICE =
      Set.of("index", "message", "delta", "finish_reason");

  private final String id;
  private final long created;
  private final String model;

  ChatWriter(String requestId, long created, String model) {
    id = "chatcmpl-" + requestId;
    this.created = created;
    this.model = model;
  }

  byte[] whole(Answer answer, boolean penstock) {
    return JsonOut.write(
        json -> {
          head("chat.completion", json);
          json.writeArrayPropertyStart("choices");
          json.writeStartObject();
          json.writeNumberProperty("index", 0);
          json.writeObjectPropertyStart("message");
          message(answer, json);
          json.writeEndObject();
          rest(answer.extra().get("choice"), OF_THE_CHOICE, json);
          json.writeStringProperty("finish_reason", word(answer.finishReason()));
          json.writeEndObject();
          json.writeEndArray();
          usage(answer.usage(), json);
          for (String name : new String[] {"system_fingerprint", "service_tier"}) {
            if (answer.extra().get(name) instanceof String text) {
              json.writeStringProperty(name, text);
            }
          }
          if (penstock) {
            Decided.object(answer, json);
          }
          json.writeEndObject();
        });
  }

  /** The first chunk, which says who speaks. */
  byte[] first(boolean usage) {
    return chunk(
        usage,
        json -> {
          json.writeStringProperty("role", "assistant");
          json.writeStringProperty("content", "");
        });
  }

  byte[] piece(Chunk chunk, boolean usage) {
    return chunk(
        usage,
        json -> {
          switch (chunk) {
            case Chunk.Text text -> json.writeStringProperty("content", text.text());
            case Chunk.ToolCallPart call -> call(call, json);
          }
        });
  }

  byte[] last(Answer answer, boolean usage, boolean penstock) {
    return JsonOut.write(
        json -> {
          head("chat.completion.chunk", json);
          json.writeArrayPropertyStart("choices");
          choice(json, answer.finishReason(), delta -> {});
          json.writeEndArray();
          if (usage) {
            json.writeNullProperty("usage");
          }
          if (penstock) {
            Decided.object(answer, json);
          }
          json.writeEndObject();
        });
  }

  /** The chunk that has no choice but the tokens. */
  byte[] usage(Answer answer) {
    return JsonOut.write(
        json -> {
          head("chat.completion.chunk", json);
          json.writeArrayPropertyStart("choices");
          json.writeEndArray();
          usage(answer.usage(), json);
          json.writeEndObject();
        });
  }

  private byte[] chunk(boolean usage, Consumer<JsonGenerator> delta) {
    return JsonOut.write(
        json -> {
          head("chat.completion.chunk", json);
          json.writeArrayPropertyStart("choices");
          choice(json, null, delta);
          json.writeEndArray();
          if (usage) {
            json.writeNullProperty("usage");
          }
          json.writeEndObject();
        });
  }

  private static void choice(
      JsonGenerator json, @Nullable FinishReason finish, Consumer<JsonGenerator> delta) {
    json.writeStartObject();
    json.writeNumberProperty("index", 0);
    json.writeObjectPropertyStart("delta");
    delta.accept(json);
    json.writeEndObject();
    if (finish == null) {
      json.writeNullProperty("finish_reason");
    } else {
      json.writeStringProperty("finish_reason", word(finish));
    }
    json.writeEndObject();
  }

  private void head(String object, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeStringProperty("object", object);
    json.writeNumberProperty("created", created);
    json.writeStringProperty("model", model);
  }

  private static void message(Answer answer, JsonGenerator json) {
    json.writeStringProperty("role", "assistant");
    if (answer.text().isEmpty() && !answer.toolCalls().isEmpty()) {
      json.writeNullProperty("content");
    } else {
      json.writeStringProperty("content", answer.text());
    }
    json.writeNullProperty("refusal");
    if (!answer.toolCalls().isEmpty()) {
      json.writeArrayPropertyStart("tool_calls");
      for (ToolCall call : answer.toolCalls()) {
        json.writeStartObject();
        json.writeStringProperty("id", call.id());
        json.writeStringProperty("type", "function");
        json.writeObjectPropertyStart("function");
        json.writeStringProperty("name", call.name());
        json.writeStringProperty("arguments", call.arguments());
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    rest(answer.extra().get("message"), OF_THE_MESSAGE, json);
  }

  /** What a provider added that has no other place, such as its thoughts. */
  private static void rest(@Nullable Object extra, Set<String> ours, JsonGenerator json) {
    if (extra instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, value) -> {
            if (!ours.contains(String.valueOf(name))) {
              json.writeName(String.valueOf(name));
              JsonOut.value(value, json);
            }
          });
    }
  }

  private static void call(Chunk.ToolCallPart call, JsonGenerator json) {
    json.writeArrayPropertyStart("tool_calls");
    json.writeStartObject();
    json.writeNumberProperty("index", call.index());
    if (call.id() != null) {
      json.writeStringProperty("id", call.id());
      json.writeStringProperty("type", "function");
    }
    json.writeObjectPropertyStart("function");
    if (call.name() != null) {
      json.writeStringProperty("name", call.name());
    }
    json.writeStringProperty("arguments", call.arguments());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void usage(Usage usage, JsonGenerator json) {
    json.writeObjectPropertyStart("usage");
    json.writeNumberProperty("prompt_tokens", usage.input());
    json.writeNumberProperty("completion_tokens", usage.output());
    json.writeNumberProperty("total_tokens", Math.addExact(usage.input(), usage.output()));
    json.writeObjectPropertyStart("prompt_tokens_details");
    json.writeNumberProperty("cached_tokens", usage.cacheRead());
    json.writeNumberProperty(
        "cache_write_tokens", Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther()));
    json.writeEndObject();
    json.writeObjectPropertyStart("completion_tokens_details");
    json.writeNumberProperty("reasoning_tokens", usage.reasoning());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** A reason that the wire has no word for is told as what it is, not as a complete answer. */
  private static String word(FinishReason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> "other";
    };
  }
}
