package dev.penstock.provider.openai;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import dev.penstock.provider.wire.WholeAnswer;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of a whole answer. Fields without a place of their own are kept: those of the top
 * level under their names, those of the choice and of its message under {@code choice} and {@code
 * message}.
 */
final class ChatAnswer implements WholeAnswer {
  private final KeptFields extra = new KeptFields(Limits.EXTRA);
  private final KeptFields choiceExtra = new KeptFields(Limits.EXTRA);
  private final KeptFields messageExtra = new KeptFields(Limits.EXTRA);
  private final StringBuilder parts = new StringBuilder();
  private final List<ToolCall> toolCalls = new ArrayList<>(0);
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String text;
  private @Nullable String refusal;
  private @Nullable String finishReason;
  private @Nullable Map<String, Object> usage;
  private @Nullable ErrorBody error;
  private boolean begun;

  /** Whether there was a choice, or the begin of one. */
  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public @Nullable ErrorBody error() {
    return error;
  }

  @Override
  public void read(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "id" -> id = Texts.orNull(json);
        case "model" -> model = Texts.orNull(json);
        case "object" -> json.skipChildren();
        case "choices" -> choices(json);
        case "usage" -> usage(json);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
        default -> extra.keep(name, json);
      }
    }
  }

  @Override
  public ProviderReply toReply() {
    String content = text != null ? text : parts.toString();
    FinishReason finish = FinishReasons.of(finishReason, !toolCalls.isEmpty());
    if (refusal != null) {
      content = content.isEmpty() ? refusal : content;
      finish = FinishReason.CONTENT_FILTER;
    }
    if (!messageExtra.isEmpty()) {
      extra.put("message", messageExtra.toMap());
    }
    if (!choiceExtra.isEmpty()) {
      extra.put("choice", choiceExtra.toMap());
    }
    return new ProviderReply(content, toolCalls, finish, reported(), model, id, extra.toMap());
  }

  private void usage(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    KeptFields kept = new KeptFields(Limits.USAGE);
    kept.keep("usage", json);
    usage = Texts.map(kept.toMap().get("usage"));
  }

  private @Nullable ReportedUsage reported() {
    return usage == null ? null : UsageReader.ofAnswer(usage, extra);
  }

  private void choices(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (begun || json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
      } else {
        begun = true;
        choice(json);
      }
    }
  }

  private void choice(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "index" -> json.skipChildren();
        case "finish_reason" -> finishReason = Texts.orNull(json);
        case "message" -> message(json);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
        default -> choiceExtra.keep(name, json);
      }
    }
  }

  private void message(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "role" -> json.skipChildren();
        case "content" -> {
          if (token == JsonToken.START_ARRAY) {
            ContentParts.read(json, parts, messageExtra);
          } else {
            text = Texts.orNull(json);
          }
        }
        case "refusal" -> refusal = Texts.orNull(json);
        case "tool_calls" -> {
          if (token == JsonToken.START_ARRAY) {
            toolCalls.addAll(ToolCallReader.readAll(json));
          } else {
            json.skipChildren();
          }
        }
        default -> messageExtra.keep(name, json);
      }
    }
  }
}
