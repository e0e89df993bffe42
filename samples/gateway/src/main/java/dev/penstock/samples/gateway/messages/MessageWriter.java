package dev.penstock.samples.gateway.messages;

import dev.penstock.api.Answer;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.VendorFields;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Decided;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes answers as messages, and the parts of them that streams have as well. */
final class MessageWriter {
  private MessageWriter() {}

  static byte[] whole(String requestId, Answer answer, boolean penstock) {
    return JsonOut.write(
        json -> {
          head(requestId, answer.route().model(), json);
          json.writeArrayPropertyStart("content");
          thoughts(answer).forEach(thought -> JsonOut.value(thought, json));
          if (!answer.text().isEmpty()) {
            text(answer.text(), json);
          }
          for (ToolCall call : answer.toolCalls()) {
            startOfCall(call.id(), call.name(), json);
            json.writeName("input");
            json.writeRawValue(input(call));
            json.writeEndObject();
          }
          json.writeEndArray();
          stop(answer, json);
          json.writeName("usage");
          usage(answer.usage(), json);
          if (penstock) {
            Decided.object(answer, json);
          }
          json.writeEndObject();
        });
  }

  /** Begins a message. */
  static void head(String requestId, String model, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", "msg_" + requestId);
    json.writeStringProperty("type", "message");
    json.writeStringProperty("role", "assistant");
    json.writeStringProperty("model", model);
  }

  static void text(String text, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  /** Begins a call of a tool, which lacks its input yet. */
  static void startOfCall(@Nullable String id, @Nullable String name, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "tool_use");
    json.writeStringProperty("id", Objects.requireNonNullElse(id, ""));
    json.writeStringProperty("name", Objects.requireNonNullElse(name, ""));
  }

  /** The arguments as an object, which is what this wire has; models write text. */
  private static String input(ToolCall call) {
    if (call.arguments().isBlank()) {
      return "{}";
    }
    try {
      return JsonIn.read(call.arguments().getBytes(StandardCharsets.UTF_8), JsonIn::raw);
    } catch (HttpError e) {
      throw new HttpError(
          502,
          "invalid_tool_arguments",
          "the model called a tool with arguments that are no JSON object; ask again");
    }
  }

  /** The blocks of thinking of a provider that has them. */
  static List<?> thoughts(Answer answer) {
    return answer.extra().get("message") instanceof Map<?, ?> message
            && message.get(VendorFields.THINKING_BLOCKS) instanceof List<?> blocks
        ? blocks
        : List.of();
  }

  /** Writes why the answer ends. */
  static void stop(Answer answer, JsonGenerator json) {
    Object sequence = answer.extra().get("stop_sequence");
    if (answer.finishReason() == FinishReason.STOP && sequence instanceof String text) {
      json.writeStringProperty("stop_reason", "stop_sequence");
      json.writeStringProperty("stop_sequence", text);
    } else {
      json.writeStringProperty("stop_reason", word(answer.finishReason()));
      json.writeNullProperty("stop_sequence");
    }
  }

  /** Writes the tokens; what was written to or read from caches is no part of the input. */
  static void usage(Usage usage, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("input_tokens", usage.uncachedInput());
    json.writeNumberProperty(
        "cache_creation_input_tokens",
        Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther()));
    json.writeNumberProperty("cache_read_input_tokens", usage.cacheRead());
    json.writeNumberProperty("output_tokens", usage.output());
    json.writeEndObject();
  }

  /** A reason that the wire has no word for is told as what it is, not as a complete answer. */
  private static String word(FinishReason reason) {
    return switch (reason) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
      case OTHER -> "other";
    };
  }
}
