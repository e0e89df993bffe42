package dev.penstock.samples.gateway.responses;

import dev.penstock.api.Answer;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.wire.Decided;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the response to one request, as it begins and as it ends. */
final class ResponseWriter {
  private final String requestId;
  private final long created;
  private final String model;
  private final ChatRequest request;

  ResponseWriter(String requestId, long created, String model, ChatRequest request) {
    this.requestId = requestId;
    this.created = created;
    this.model = model;
    this.request = request;
  }

  String requestId() {
    return requestId;
  }

  byte[] whole(Answer answer, boolean penstock) {
    List<Item> items = new ArrayList<>();
    if (!answer.text().isEmpty()) {
      items.add(Item.message(requestId, 0).append(answer.text()));
    }
    for (ToolCall call : answer.toolCalls()) {
      items.add(
          Item.call(requestId, items.size(), call.id(), call.name()).append(call.arguments()));
    }
    return JsonOut.write(json -> ended(answer, items, penstock, json));
  }

  /** Writes the response that has just begun. */
  void begun(JsonGenerator json) {
    head("in_progress", null, json);
    json.writeArrayPropertyStart("output");
    json.writeEndArray();
    json.writeNullProperty("usage");
    json.writeEndObject();
  }

  /** Writes the response at its end. */
  void ended(Answer answer, List<Item> items, boolean penstock, JsonGenerator json) {
    String status = status(answer);
    head(status, reason(answer.finishReason()), json);
    json.writeArrayPropertyStart("output");
    items.forEach(item -> item.write(status, json));
    json.writeEndArray();
    usage(answer.usage(), json);
    if (penstock) {
      Decided.object(answer, json);
    }
    json.writeEndObject();
  }

  static String status(Answer answer) {
    return reason(answer.finishReason()) == null ? "completed" : "incomplete";
  }

  /** Why an answer is not complete; one that the wire has no word for is told as what it is. */
  private static @Nullable String reason(FinishReason reason) {
    return switch (reason) {
      case STOP, TOOL_CALLS -> null;
      case LENGTH -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> "other";
    };
  }

  private void head(String status, @Nullable String incomplete, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", "resp_" + requestId);
    json.writeStringProperty("object", "response");
    json.writeNumberProperty("created_at", created);
    json.writeStringProperty("status", status);
    json.writeStringProperty("model", model);
    json.writeBooleanProperty("store", false);
    ToolWriter.write(request, json);
    json.writeNullProperty("error");
    if (incomplete == null) {
      json.writeNullProperty("incomplete_details");
    } else {
      json.writeObjectPropertyStart("incomplete_details");
      json.writeStringProperty("reason", incomplete);
      json.writeEndObject();
    }
  }

  private static void usage(Usage usage, JsonGenerator json) {
    json.writeObjectPropertyStart("usage");
    json.writeNumberProperty("input_tokens", usage.input());
    json.writeObjectPropertyStart("input_tokens_details");
    json.writeNumberProperty("cached_tokens", usage.cacheRead());
    json.writeNumberProperty(
        "cache_write_tokens", Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther()));
    json.writeEndObject();
    json.writeNumberProperty("output_tokens", usage.output());
    json.writeObjectPropertyStart("output_tokens_details");
    json.writeNumberProperty("reasoning_tokens", usage.reasoning());
    json.writeEndObject();
    json.writeNumberProperty("total_tokens", Math.addExact(usage.input(), usage.output()));
    json.writeEndObject();
  }
}
