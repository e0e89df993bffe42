package dev.penstock.samples.gateway.responses;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.EventStream;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Sends a response as events. Calls may grow side by side; a message ends where a call begins. */
final class ResponseEvents {
  private final EventStream events;
  private final ResponseWriter writer;
  private final List<Item> items = new ArrayList<>();
  private final Map<Integer, Item> calls = new HashMap<>();
  private @Nullable Item message;
  private long number;

  ResponseEvents(EventStream events, ResponseWriter writer) {
    this.events = events;
    this.writer = writer;
  }

  void begin() {
    for (String type : new String[] {"response.created", "response.in_progress"}) {
      send(
          type,
          json -> {
            json.writeName("response");
            writer.begun(json);
          });
    }
  }

  void piece(Chunk chunk) {
    switch (chunk) {
      case Chunk.Text(String text) -> text(text);
      case Chunk.ToolCallPart part -> part(part);
    }
  }

  void end(Answer answer, boolean penstock) {
    String status = ResponseWriter.status(answer);
    endMessage(status);
    items.stream().filter(item -> !item.isMessage()).forEach(call -> endCall(call, status));
    send(
        "response." + status,
        json -> {
          json.writeName("response");
          writer.ended(answer, items, penstock, json);
        });
  }

  void broken(HttpError error) {
    send(
        "error",
        json -> {
          json.writeStringProperty("code", error.code());
          json.writeStringProperty("message", error.message());
          json.writeNullProperty("param");
        });
  }

  private void text(String text) {
    Item item = message;
    if (item == null) {
      item = Item.message(writer.requestId(), items.size());
      message = item;
      begin(item);
      part("response.content_part.added", item, "");
    }
    item.append(text);
    of(
        "response.output_text.delta",
        item,
        json -> {
          json.writeNumberProperty("content_index", 0);
          json.writeStringProperty("delta", text);
          Item.noProbabilities(json);
        });
  }

  private void part(Chunk.ToolCallPart part) {
    endMessage("completed");
    Item item = calls.get(part.index());
    if (item == null) {
      item =
          Item.call(
              writer.requestId(),
              items.size(),
              Objects.requireNonNullElse(part.id(), ""),
              Objects.requireNonNullElse(part.name(), ""));
      calls.put(part.index(), item);
      begin(item);
    }
    if (!part.arguments().isEmpty()) {
      item.append(part.arguments());
      of(
          "response.function_call_arguments.delta",
          item,
          json -> json.writeStringProperty("delta", part.arguments()));
    }
  }

  private void begin(Item item) {
    items.add(item);
    item("response.output_item.added", item, "in_progress");
  }

  private void endMessage(String status) {
    Item item = message;
    if (item == null) {
      return;
    }
    message = null;
    of(
        "response.output_text.done",
        item,
        json -> {
          json.writeNumberProperty("content_index", 0);
          json.writeStringProperty("text", item.text());
          Item.noProbabilities(json);
        });
    part("response.content_part.done", item, item.text());
    item("response.output_item.done", item, status);
  }

  private void endCall(Item item, String status) {
    of(
        "response.function_call_arguments.done",
        item,
        json -> {
          json.writeStringProperty("name", item.name());
          json.writeStringProperty("arguments", item.text());
        });
    item("response.output_item.done", item, status);
  }

  private void part(String type, Item item, String text) {
    of(
        type,
        item,
        json -> {
          json.writeNumberProperty("content_index", 0);
          json.writeName("part");
          Item.part(text, json);
        });
  }

  private void item(String type, Item item, String status) {
    send(
        type,
        json -> {
          json.writeNumberProperty("output_index", item.index());
          json.writeName("item");
          item.write(status, json);
        });
  }

  private void of(String type, Item item, Consumer<JsonGenerator> fields) {
    send(
        type,
        json -> {
          json.writeStringProperty("item_id", item.id());
          json.writeNumberProperty("output_index", item.index());
          fields.accept(json);
        });
  }

  private void send(String type, Consumer<JsonGenerator> fields) {
    events.event(
        type,
        JsonOut.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("type", type);
              json.writeNumberProperty("sequence_number", number++);
              fields.accept(json);
              json.writeEndObject();
            }));
  }
}
