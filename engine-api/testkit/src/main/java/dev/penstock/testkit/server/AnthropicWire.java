package dev.penstock.testkit.server;

import dev.penstock.api.JsonText;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Anthropic's Messages and list of models. */
final class AnthropicWire implements Wire {
  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(400, "invalid_request_error"),
          Map.entry(401, "authentication_error"),
          Map.entry(402, "billing_error"),
          Map.entry(403, "permission_error"),
          Map.entry(404, "not_found_error"),
          Map.entry(409, "conflict_error"),
          Map.entry(413, "request_too_large"),
          Map.entry(429, "rate_limit_error"),
          Map.entry(504, "timeout_error"),
          Map.entry(529, "overloaded_error"));

  @Override
  public boolean serves(String method, String path) {
    return method.equals("POST")
        ? path.equals("/v1/messages")
        : method.equals("GET") && path.equals("/v1/models");
  }

  @Override
  public void answer(Exchange exchange, Reply.Answer answer, Usage usage, WireText out) {
    head(exchange, answer.fields(), out).ascii("\"content\":[");
    String comma = "";
    if (!answer.text().isEmpty()) {
      out.ascii("{\"type\":\"text\",\"text\":").quoted(answer.text()).ascii("}");
      comma = ",";
    }
    for (ToolCall call : answer.toolCalls()) {
      tool(call, out.ascii(comma));
      byte[] input = call.arguments().getBytes(StandardCharsets.UTF_8);
      out.bytes(input, 0, input.length).ascii("}");
      comma = ",";
    }
    out.ascii("],\"stop_reason\":").quoted(stopReason(answer)).ascii(",\"stop_sequence\":null");
    if (answer.usageReported()) {
      input(usage, out.ascii(",\"usage\":{"));
      output(usage, out.ascii(",")).ascii("}");
    }
    out.ascii("}");
  }

  @Override
  public void stream(Exchange exchange, Reply.Answer answer, Usage usage, WireText out) {
    event("message_start", out).ascii(",\"message\":");
    head(exchange, answer.fields(), out).ascii("\"content\":[],\"stop_reason\":null");
    if (answer.usageReported()) {
      input(usage, out.ascii(",\"usage\":{")).ascii(",\"output_tokens\":1}");
    }
    out.ascii("}}\n\n");
    event("ping", out).ascii("}\n\n");
    int index = 0;
    if (!answer.text().isEmpty()) {
      block("content_block_start", index, out).ascii(",\"content_block\":");
      out.ascii("{\"type\":\"text\",\"text\":\"\"}}\n\n");
      for (String piece : answer.streamed()) {
        delta(index, "text_delta\",\"text\":", piece, out);
      }
      block("content_block_stop", index++, out).ascii("}\n\n");
    }
    for (ToolCall call : answer.toolCalls()) {
      block("content_block_start", index, out).ascii(",\"content_block\":");
      tool(call, out).ascii("{}}}\n\n");
      int half = call.arguments().length() / 2;
      for (String piece :
          List.of(call.arguments().substring(0, half), call.arguments().substring(half))) {
        delta(index, "input_json_delta\",\"partial_json\":", piece, out);
      }
      block("content_block_stop", index++, out).ascii("}\n\n");
    }
    event("message_delta", out).ascii(",\"delta\":{\"stop_reason\":").quoted(stopReason(answer));
    out.ascii(",\"stop_sequence\":null}");
    if (answer.usageReported()) {
      output(usage, out.ascii(",\"usage\":{")).ascii("}");
    }
    out.ascii("}\n\n");
    event("message_stop", out).ascii("}\n\n");
  }

  @Override
  public void vectors(Exchange exchange, Reply.Vectors vectors, Usage usage, WireText out) {
    throw new IllegalStateException("this wire has no embeddings");
  }

  @Override
  public void models(Reply.Models models, WireText out) {
    out.ascii("{\"data\":[");
    String comma = "";
    for (String id : models.ids()) {
      out.ascii(comma).ascii("{\"type\":\"model\",\"id\":").quoted(id).ascii(",\"display_name\":");
      out.quoted(id).ascii(",\"created_at\":\"2026-01-01T00:00:00Z\"}");
      comma = ",";
    }
    out.ascii("],\"has_more\":false}");
  }

  @Override
  public void failure(Reply.Failure failure, WireText out) {
    String type =
        failure.type().equals("error")
            ? TYPES.getOrDefault(failure.status(), "api_error")
            : failure.type();
    out.ascii("{\"type\":\"error\",\"error\":{\"type\":").quoted(type).ascii(",\"message\":");
    out.quoted(failure.message());
    if (failure.code() != null) {
      out.ascii(",\"details\":{\"error_code\":").quoted(failure.code()).ascii("}");
    }
    out.ascii("},\"request_id\":\"req_scripted\"}");
  }

  @Override
  public void failureEvent(Reply.Failure failure, WireText out) {
    out.ascii("event: error\ndata: ");
    failure(failure, out);
    out.ascii("\n\n");
  }

  private static WireText head(Exchange exchange, Map<String, Object> fields, WireText out) {
    out.ascii("{\"id\":\"msg_").number(exchange.number()).ascii("\",\"type\":\"message\",");
    out.ascii("\"role\":\"assistant\",\"model\":").quoted(exchange.model()).ascii(",");
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      byte[] json = JsonText.of(field.getValue()).getBytes(StandardCharsets.UTF_8);
      out.quoted(field.getKey()).ascii(":").bytes(json, 0, json.length).ascii(",");
    }
    return out;
  }

  /** All of a call but its input and the brace that closes it. */
  private static WireText tool(ToolCall call, WireText out) {
    out.ascii("{\"type\":\"tool_use\",\"id\":").quoted(call.id()).ascii(",\"name\":");
    return out.quoted(call.name()).ascii(",\"input\":");
  }

  private static WireText event(String type, WireText out) {
    return out.ascii("event: ").ascii(type).ascii("\ndata: {\"type\":\"").ascii(type).ascii("\"");
  }

  private static WireText block(String type, int index, WireText out) {
    return event(type, out).ascii(",\"index\":").number(index);
  }

  private static void delta(int index, String typeAndName, String piece, WireText out) {
    block("content_block_delta", index, out).ascii(",\"delta\":{\"type\":\"").ascii(typeAndName);
    out.piece(piece).ascii("}}\n\n");
  }

  private static WireText input(Usage usage, WireText out) {
    long written = Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther());
    out.ascii("\"input_tokens\":").number(usage.uncachedInput());
    out.ascii(",\"cache_read_input_tokens\":").number(usage.cacheRead());
    out.ascii(",\"cache_creation_input_tokens\":").number(written);
    out.ascii(",\"cache_creation\":{\"ephemeral_5m_input_tokens\":").number(usage.cacheWrite5m());
    return out.ascii(",\"ephemeral_1h_input_tokens\":").number(usage.cacheWriteOther()).ascii("}");
  }

  private static WireText output(Usage usage, WireText out) {
    out.ascii("\"output_tokens\":").number(usage.output());
    out.ascii(",\"output_tokens_details\":{\"thinking_tokens\":").number(usage.reasoning());
    return out.ascii("}");
  }

  private static String stopReason(Reply.Answer answer) {
    FinishReason reason = answer.finishReason();
    return switch (reason) {
      case STOP -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
      case OTHER -> "pause_turn";
    };
  }
}
