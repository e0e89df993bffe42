package dev.penstock.testkit.server;

import dev.penstock.api.JsonText;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's Chat Completions, embeddings and list of models. */
final class OpenAiWire implements Wire {
  private static final long CREATED = 1_767_225_600L;

  @Override
  public boolean serves(String method, String path) {
    return method.equals("POST")
        ? path.equals("/chat/completions") || path.equals("/embeddings")
        : method.equals("GET") && path.equals("/models");
  }

  @Override
  public void answer(Exchange exchange, Reply.Answer answer, Usage usage, WireText out) {
    head(exchange, "chat.completion", answer.fields(), out);
    out.ascii("\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":");
    String text = answer.text();
    if (text.isEmpty() && !answer.toolCalls().isEmpty()) {
      out.ascii("null");
    } else {
      out.quoted(text);
    }
    out.ascii(",\"refusal\":null,\"annotations\":[]");
    if (!answer.toolCalls().isEmpty()) {
      out.ascii(",\"tool_calls\":[");
      for (int i = 0; i < answer.toolCalls().size(); i++) {
        ToolCall call = answer.toolCalls().get(i);
        out.ascii(i == 0 ? "" : ",");
        call(call.id(), call.name(), call.arguments(), out.ascii("{"));
      }
      out.ascii("]");
    }
    out.ascii("},\"logprobs\":null,\"finish_reason\":").quoted(finish(answer)).ascii("}]");
    if (answer.usageReported()) {
      usage(usage, out.ascii(","));
    }
    out.ascii("}");
  }

  @Override
  public void stream(Exchange exchange, Reply.Answer answer, Usage usage, WireText out) {
    event(exchange, answer, "\"role\":\"assistant\",\"content\":\"\",\"refusal\":null", out);
    end("null", out);
    for (String piece : answer.streamed()) {
      event(exchange, answer, "\"content\":", out);
      end("null", out.piece(piece));
    }
    for (int i = 0; i < answer.toolCalls().size(); i++) {
      call(exchange, answer, i, out);
    }
    event(exchange, answer, "", out);
    end("\"" + finish(answer) + "\"", out);
    if (answer.usageReported() && asksForUsage(exchange)) {
      out.ascii("data: ");
      head(exchange, "chat.completion.chunk", answer.fields(), out);
      usage(usage, out.ascii("\"choices\":[],"));
      out.ascii("}\n\n");
    }
    out.ascii("data: [DONE]\n\n");
  }

  private static void call(Exchange exchange, Reply.Answer answer, int index, WireText out) {
    ToolCall call = answer.toolCalls().get(index);
    int half = call.arguments().length() / 2;
    event(exchange, answer, "\"tool_calls\":[{\"index\":", out);
    call(call.id(), call.name(), "", out.number(index).ascii(","));
    end("null", out.ascii("]"));
    for (String piece :
        List.of(call.arguments().substring(0, half), call.arguments().substring(half))) {
      event(exchange, answer, "\"tool_calls\":[{\"index\":", out);
      out.number(index).ascii(",\"function\":{\"arguments\":").piece(piece);
      end("null", out.ascii("}}]"));
    }
  }

  private static void call(String id, String name, String arguments, WireText out) {
    out.ascii("\"id\":").quoted(id).ascii(",\"type\":\"function\",\"function\":{\"name\":");
    out.quoted(name).ascii(",\"arguments\":").quoted(arguments).ascii("}}");
  }

  private static void event(Exchange exchange, Reply.Answer answer, String delta, WireText out) {
    head(exchange, "chat.completion.chunk", answer.fields(), out.ascii("data: "));
    out.ascii("\"choices\":[{\"index\":0,\"delta\":{").ascii(delta);
  }

  private static void end(String finishReason, WireText out) {
    out.ascii("},\"logprobs\":null,\"finish_reason\":")
        .ascii(finishReason)
        .ascii("}],\"usage\":null}\n\n");
  }

  @Override
  public void vectors(Exchange exchange, Reply.Vectors reply, Usage usage, WireText out) {
    boolean base64 = "base64".equals(exchange.json().get("encoding_format"));
    out.ascii("{\"object\":\"list\",\"data\":[");
    int index = 0;
    for (float[] vector : reply.vectors()) {
      out.ascii(index == 0 ? "" : ",").ascii("{\"object\":\"embedding\",\"index\":");
      out.number(index++).ascii(",\"embedding\":");
      out.ascii(base64 ? "\"" + base64(vector) + "\"" : Arrays.toString(vector)).ascii("}");
    }
    out.ascii("],\"model\":").quoted(exchange.model()).ascii(",\"usage\":{\"prompt_tokens\":");
    out.number(usage.input()).ascii(",\"total_tokens\":").number(usage.input()).ascii("}}");
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @Override
  public void models(Reply.Models models, WireText out) {
    out.ascii("{\"object\":\"list\",\"data\":[");
    String comma = "";
    for (String id : models.ids()) {
      out.ascii(comma).ascii("{\"id\":").quoted(id).ascii(",\"object\":\"model\",\"created\":");
      out.number(CREATED).ascii(",\"owned_by\":\"penstock\"}");
      comma = ",";
    }
    out.ascii("]}");
  }

  @Override
  public void failure(Reply.Failure failure, WireText out) {
    out.ascii("{\"error\":{\"message\":").quoted(failure.message()).ascii(",\"type\":");
    out.quoted(failure.type()).ascii(",\"param\":null,\"code\":");
    nullable(failure.code(), out).ascii("}}");
  }

  private static void head(
      Exchange exchange, String object, Map<String, Object> fields, WireText out) {
    out.ascii("{\"id\":\"chatcmpl-").number(exchange.number()).ascii("\",\"object\":\"");
    out.ascii(object).ascii("\",\"created\":").number(CREATED).ascii(",\"model\":");
    out.quoted(exchange.model()).ascii(",\"system_fingerprint\":\"fp_scripted\",");
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      byte[] json = JsonText.of(field.getValue()).getBytes(StandardCharsets.UTF_8);
      out.quoted(field.getKey()).ascii(":").bytes(json, 0, json.length).ascii(",");
    }
  }

  private static void usage(Usage usage, WireText out) {
    long written = Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther());
    out.ascii("\"usage\":{\"prompt_tokens\":").number(usage.input());
    out.ascii(",\"completion_tokens\":").number(usage.output());
    out.ascii(",\"total_tokens\":").number(Math.addExact(usage.input(), usage.output()));
    out.ascii(",\"prompt_tokens_details\":{\"cached_tokens\":").number(usage.cacheRead());
    if (written > 0) {
      out.ascii(",\"cache_write_tokens\":").number(written);
    }
    out.ascii(",\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":");
    out.number(usage.reasoning()).ascii(",\"audio_tokens\":0}}");
  }

  private static WireText nullable(@Nullable String text, WireText out) {
    return text == null ? out.ascii("null") : out.quoted(text);
  }

  private static boolean asksForUsage(Exchange exchange) {
    return exchange.json().get("stream_options") instanceof Map<?, ?> options
        && Boolean.TRUE.equals(options.get("include_usage"));
  }

  private static String finish(Reply.Answer answer) {
    FinishReason reason = answer.finishReason();
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> "other";
    };
  }
}
