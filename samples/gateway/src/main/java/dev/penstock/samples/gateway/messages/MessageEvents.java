package dev.penstock.samples.gateway.messages;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.money.Usage;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.EventStream;
import dev.penstock.samples.gateway.wire.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Sends an answer as events. On this wire blocks come one after the other, while pieces of several
 * calls may come mixed; so the first call is sent as it comes, and what does not belong to it waits
 * for its end. Thoughts are known at the end only, and are the last blocks then.
 */
final class MessageEvents {
  private static final int TEXT = -1;
  private static final int NONE = -2;

  private final EventStream events;
  private final StringBuilder laterText = new StringBuilder();
  private final Map<Integer, List<Chunk.ToolCallPart>> laterCalls = new TreeMap<>();
  private int open = NONE;
  private int blocks;
  private int stopped;

  MessageEvents(EventStream events) {
    this.events = events;
  }

  void begin(String requestId, String model) {
    send(
        "message_start",
        json -> {
          json.writeName("message");
          MessageWriter.head(requestId, model, json);
          json.writeArrayPropertyStart("content");
          json.writeEndArray();
          json.writeNullProperty("stop_reason");
          json.writeNullProperty("stop_sequence");
          json.writeName("usage");
          MessageWriter.usage(Usage.NONE, json);
          json.writeEndObject();
        });
    send("ping", json -> {});
  }

  void piece(Chunk chunk) {
    switch (chunk) {
      case Chunk.Text(String text) -> {
        if (open >= 0) {
          laterText.append(text);
        } else {
          text(text);
        }
      }
      case Chunk.ToolCallPart part -> {
        if (open >= 0 && open != part.index()) {
          laterCalls.computeIfAbsent(part.index(), index -> new ArrayList<>()).add(part);
        } else {
          part(part);
        }
      }
    }
  }

  void end(Answer answer, boolean penstock) {
    if (!laterText.isEmpty()) {
      text(laterText.toString());
    }
    laterCalls.values().forEach(parts -> parts.forEach(this::part));
    MessageWriter.thoughts(answer).forEach(this::thought);
    close();
    send(
        "message_delta",
        json -> {
          json.writeObjectPropertyStart("delta");
          MessageWriter.stop(answer, json);
          json.writeEndObject();
          json.writeName("usage");
          MessageWriter.usage(answer.usage(), json);
          if (penstock) {
            Decided.object(answer, json);
          }
        });
    send("message_stop", json -> {});
  }

  private void text(String text) {
    if (open != TEXT) {
      open(TEXT, json -> MessageWriter.text("", json));
    }
    delta("text_delta", "text", text);
  }

  private void part(Chunk.ToolCallPart part) {
    if (open != part.index()) {
      open(
          part.index(),
          json -> {
            MessageWriter.startOfCall(part.id(), part.name(), json);
            json.writeObjectPropertyStart("input");
            json.writeEndObject();
            json.writeEndObject();
          });
    }
    if (!part.arguments().isEmpty()) {
      delta("input_json_delta", "partial_json", part.arguments());
    }
  }

  private void thought(@Nullable Object block) {
    if (!(block instanceof Map<?, ?> fields)) {
      return;
    }
    if (!"thinking".equals(fields.get("type"))) {
      open(NONE, json -> JsonOut.value(block, json));
      return;
    }
    open(
        NONE,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("type", "thinking");
          json.writeStringProperty("thinking", "");
          json.writeStringProperty("signature", "");
          json.writeEndObject();
        });
    if (fields.get("thinking") instanceof String text && !text.isEmpty()) {
      delta("thinking_delta", "thinking", text);
    }
    if (fields.get("signature") instanceof String signature) {
      delta("signature_delta", "signature", signature);
    }
  }

  private void open(int which, Consumer<JsonGenerator> block) {
    close();
    open = which;
    blocks++;
    send(
        "content_block_start",
        json -> {
          json.writeNumberProperty("index", blocks - 1);
          json.writeName("content_block");
          block.accept(json);
        });
  }

  private void close() {
    if (blocks > stopped) {
      stopped++;
      open = NONE;
      send("content_block_stop", json -> json.writeNumberProperty("index", blocks - 1));
    }
  }

  private void delta(String type, String field, String value) {
    send(
        "content_block_delta",
        json -> {
          json.writeNumberProperty("index", blocks - 1);
          json.writeObjectPropertyStart("delta");
          json.writeStringProperty("type", type);
          json.writeStringProperty(field, value);
          json.writeEndObject();
        });
  }

  private void send(String type, Consumer<JsonGenerator> fields) {
    events.event(
        type,
        JsonOut.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("type", type);
              fields.accept(json);
              json.writeEndObject();
            }));
  }
}
