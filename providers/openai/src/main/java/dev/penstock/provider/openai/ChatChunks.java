package dev.penstock.provider.openai;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.StreamedAnswer;
import dev.penstock.provider.wire.Texts;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the chunks of a stream have told so far. The answer is whole once a finish reason was seen;
 * whatever comes after the first one besides usage is dropped.
 */
final class ChatChunks implements StreamedAnswer {
  private final ArrayDeque<StreamEvent> events = new ArrayDeque<>();
  private final KeptFields extra = new KeptFields(Limits.EXTRA);
  private final KeptFields choiceExtra = new KeptFields(Limits.EXTRA);
  private final KeptFields messageExtra = new KeptFields(Limits.EXTRA);
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String finishReason;
  private @Nullable Map<String, Object> usage;
  private @Nullable ErrorBody error;
  private boolean refused;
  private boolean toolsCalled;
  private boolean begun;

  /** Events of this wire have no names; after the finish reason there is usage at most. */
  @Override
  public boolean mayCarryContent(String name) {
    return finishReason == null;
  }

  @Override
  public @Nullable StreamEvent poll() {
    return events.poll();
  }

  @Override
  public boolean begun() {
    return begun;
  }

  /** The usage may come after the finish reason, so the stream is read on. */
  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public boolean whole() {
    return finishReason != null;
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
        case "id" -> id = first(id, json);
        case "model" -> model = first(model, json);
        case "object" -> json.skipChildren();
        case "choices" -> choices(json);
        case "usage" -> usage(json);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
        default -> extra.keep(name, json);
      }
    }
  }

  @Override
  public StreamEvent.End toEnd() {
    FinishReason finish =
        refused ? FinishReason.CONTENT_FILTER : FinishReasons.of(finishReason, toolsCalled);
    ReportedUsage reported = usage == null ? null : UsageReader.ofAnswer(usage, extra);
    if (!messageExtra.isEmpty()) {
      extra.put("message", messageExtra.toMap());
    }
    if (!choiceExtra.isEmpty()) {
      extra.put("choice", choiceExtra.toMap());
    }
    return new StreamEvent.End(finish, reported, model, id, extra.toMap());
  }

  private void usage(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    KeptFields kept = new KeptFields(Limits.USAGE);
    kept.keep("usage", json);
    usage = Texts.map(kept.toMap().get("usage"));
  }

  private void choices(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT && finishReason == null) {
        choice(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void choice(JsonParser json) {
    String finish = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "index" -> json.skipChildren();
        case "finish_reason" -> finish = Texts.orNull(json);
        case "delta" -> delta(json);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
        default -> choiceExtra.keep(name, json);
      }
    }
    finishReason = finish == null || finish.isEmpty() ? finishReason : finish;
  }

  private void delta(JsonParser json) {
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
            StringBuilder text = new StringBuilder();
            ContentParts.read(json, text, messageExtra);
            text(text.toString());
          } else {
            text(Texts.orNull(json));
          }
        }
        case "refusal" -> {
          String refusal = Texts.orNull(json);
          refused |= refusal != null;
          text(refusal);
        }
        case "tool_calls" -> {
          if (token == JsonToken.START_ARRAY) {
            ToolCallReader.readDeltas(json).forEach(this::toolCall);
          } else {
            json.skipChildren();
          }
        }
        default -> messageExtra.append(name, json);
      }
    }
  }

  private void text(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      begun = true;
      events.add(new StreamEvent.TextDelta(text));
    }
  }

  private void toolCall(ToolCallReader delta) {
    toolsCalled = true;
    begun = true;
    boolean begins = delta.name() != null && !delta.name().isEmpty();
    events.add(
        new StreamEvent.ToolCallDelta(
            delta.index(),
            begins ? Texts.callId(delta.id(), delta.index()) : null,
            begins ? delta.name() : null,
            delta.arguments()));
  }

  private static @Nullable String first(@Nullable String known, JsonParser json) {
    if (known != null) {
      json.skipChildren();
      return known;
    }
    return Texts.orNull(json);
  }
}
