package dev.penstock.testkit.server;

import dev.penstock.api.JsonText;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gemini's generateContent, streamed and whole, vectors and list of models. */
final class GeminiWire implements Wire {
  private static final Pattern METHOD =
      Pattern.compile(
          "/v1(?:beta)?/models/(?<model>[^/:?]+):"
              + "(?:generateContent|streamGenerateContent\\?alt=sse|batchEmbedContents)");
  private static final Pattern MODELS = Pattern.compile("/v1(?:beta)?/models(?:\\?.*)?");
  private static final Pattern QUOTA = Pattern.compile("\\w+Per(?:Day|Hour|Minute)[\\w-]*");
  private static final Pattern SECONDS = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final String TYPE = "{\"@type\":\"type.googleapis.com/google.rpc.";

  private static final Map<Integer, String> STATUSES =
      Map.ofEntries(
          Map.entry(400, "INVALID_ARGUMENT"),
          Map.entry(401, "UNAUTHENTICATED"),
          Map.entry(403, "PERMISSION_DENIED"),
          Map.entry(404, "NOT_FOUND"),
          Map.entry(409, "ABORTED"),
          Map.entry(429, "RESOURCE_EXHAUSTED"),
          Map.entry(499, "CANCELLED"),
          Map.entry(500, "INTERNAL"),
          Map.entry(503, "UNAVAILABLE"),
          Map.entry(504, "DEADLINE_EXCEEDED"));

  @Override
  public boolean serves(String method, String path) {
    return method.equals("POST")
        ? METHOD.matcher(path).matches()
        : method.equals("GET") && MODELS.matcher(path).matches();
  }

  @Override
  public String model(Exchange exchange) {
    Matcher method = METHOD.matcher(exchange.path());
    return method.find() ? method.group("model") : "";
  }

  @Override
  public boolean stream(Exchange exchange) {
    return exchange.path().contains(":streamGenerateContent");
  }

  /** The last text of the user; a turn of nothing but results of tools has none. */
  @Override
  public String question(Exchange exchange) {
    if (exchange.json().get("contents") instanceof List<?> contents) {
      for (Object content : contents.reversed()) {
        if (content instanceof Map<?, ?> map && "user".equals(map.get("role"))) {
          String text = Exchange.text(map.get("parts"));
          if (!text.isEmpty()) {
            return text;
          }
        }
      }
    }
    return "";
  }

  @Override
  public void answer(Exchange exchange, Reply.Answer answer, Usage usage, WireText out) {
    content(exchange, answer.fields(), out);
    String comma = "";
    if (!answer.text().isEmpty()) {
      text(answer.text(), out);
      comma = ",";
    }
    for (ToolCall call : answer.toolCalls()) {
      call(call, out.ascii(comma));
      comma = ",";
    }
    end(answer, usage, out);
  }

  @Override
  public void stream(Exchange exchange, Reply.Answer answer, Usage usage, WireText out) {
    for (String piece : answer.streamed()) {
      text(piece, content(exchange, answer.fields(), out.ascii("data: ")));
      out.ascii("],\"role\":\"model\"},\"index\":0}]}\n\n");
    }
    for (ToolCall call : answer.toolCalls()) {
      call(call, content(exchange, answer.fields(), out.ascii("data: ")));
      out.ascii("],\"role\":\"model\"},\"index\":0}]}\n\n");
    }
    text("", content(exchange, answer.fields(), out.ascii("data: ")));
    end(answer, usage, out);
    out.ascii("\n\n");
  }

  @Override
  public void vectors(Exchange exchange, Reply.Vectors reply, Usage usage, WireText out) {
    out.ascii("{\"embeddings\":[");
    String comma = "";
    for (float[] vector : reply.vectors()) {
      out.ascii(comma).ascii("{\"values\":").ascii(Arrays.toString(vector)).ascii("}");
      comma = ",";
    }
    out.ascii("],\"usageMetadata\":{\"promptTokenCount\":").number(usage.input()).ascii("}}");
  }

  @Override
  public void models(Reply.Models models, WireText out) {
    out.ascii("{\"models\":[");
    String comma = "";
    for (String id : models.ids()) {
      out.ascii(comma).ascii("{\"name\":").quoted("models/" + id).ascii(",\"displayName\":");
      out.quoted(id).ascii(",\"supportedGenerationMethods\":[\"generateContent\"]}");
      comma = ",";
    }
    out.ascii("]}");
  }

  @Override
  public void failure(Reply.Failure failure, WireText out) {
    String status =
        failure.type().equals("error")
            ? STATUSES.getOrDefault(failure.status(), "UNKNOWN")
            : failure.type();
    out.ascii("{\"error\":{\"code\":").number(failure.status()).ascii(",\"message\":");
    out.quoted(failure.message()).ascii(",\"status\":").quoted(status).ascii(",\"details\":[");
    String code = failure.code();
    if (code != null && QUOTA.matcher(code).matches()) {
      out.ascii(TYPE).ascii("QuotaFailure\",\"violations\":[{\"quotaId\":").quoted(code);
      out.ascii("}]}");
    } else if (code != null) {
      out.ascii(TYPE).ascii("ErrorInfo\",\"reason\":").quoted(code);
      out.ascii(",\"domain\":\"googleapis.com\"}");
    }
    @Nullable String wait = failure.headers().get("Retry-After");
    if (wait != null && SECONDS.matcher(wait).matches()) {
      out.ascii(code == null ? "" : ",").ascii(TYPE).ascii("RetryInfo\",\"retryDelay\":");
      out.quoted(wait + "s").ascii("}");
    }
    out.ascii("]}}");
  }

  /** All of an answer up to its parts. */
  private static WireText content(Exchange exchange, Map<String, Object> fields, WireText out) {
    out.ascii("{\"responseId\":\"scripted-").number(exchange.number());
    out.ascii("\",\"modelVersion\":").quoted(exchange.model()).ascii(",");
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      byte[] json = JsonText.of(field.getValue()).getBytes(StandardCharsets.UTF_8);
      out.quoted(field.getKey()).ascii(":").bytes(json, 0, json.length).ascii(",");
    }
    return out.ascii("\"candidates\":[{\"content\":{\"parts\":[");
  }

  private static void text(String text, WireText out) {
    out.ascii("{\"text\":").quoted(text).ascii("}");
  }

  private static void call(ToolCall call, WireText out) {
    byte[] args = call.arguments().getBytes(StandardCharsets.UTF_8);
    out.ascii("{\"functionCall\":{\"id\":").quoted(call.id()).ascii(",\"name\":");
    out.quoted(call.name()).ascii(",\"args\":").bytes(args, 0, args.length).ascii("}}");
  }

  /** All of an answer behind its parts. */
  private static void end(Reply.Answer answer, Usage usage, WireText out) {
    out.ascii("],\"role\":\"model\"},\"finishReason\":").quoted(finish(answer));
    out.ascii(",\"index\":0}]");
    if (answer.usageReported()) {
      usage(usage, out.ascii(",\"usageMetadata\":{"));
    }
    out.ascii("}");
  }

  /** The API tells no writes to a cache, so they are part of the prompt. */
  private static void usage(Usage usage, WireText out) {
    out.ascii("\"promptTokenCount\":").number(usage.input());
    if (usage.cacheRead() > 0) {
      out.ascii(",\"cachedContentTokenCount\":").number(usage.cacheRead());
    }
    out.ascii(",\"candidatesTokenCount\":").number(usage.output() - usage.reasoning());
    if (usage.reasoning() > 0) {
      out.ascii(",\"thoughtsTokenCount\":").number(usage.reasoning());
    }
    out.ascii(",\"totalTokenCount\":").number(Math.addExact(usage.input(), usage.output()));
    out.ascii("}");
  }

  /** A call of a tool ends an answer as any other end does. */
  private static String finish(Reply.Answer answer) {
    FinishReason reason = answer.finishReason();
    return switch (reason) {
      case STOP, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case CONTENT_FILTER -> "SAFETY";
      case OTHER -> "OTHER";
    };
  }
}
