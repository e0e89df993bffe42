package dev.penstock.samples.gateway.responses;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One item of the output, which may yet grow: a message, or a call of a function. */
final class Item {
  private final String id;
  private final int index;
  private final @Nullable String callId;
  private final String name;
  private final StringBuilder text = new StringBuilder();

  private Item(String id, int index, @Nullable String callId, String name) {
    this.id = id;
    this.index = index;
    this.callId = callId;
    this.name = name;
  }

  static Item message(String requestId, int index) {
    return new Item("msg_" + requestId + "_" + index, index, null, "");
  }

  static Item call(String requestId, int index, String callId, String name) {
    return new Item("fc_" + requestId + "_" + index, index, callId, name);
  }

  String id() {
    return id;
  }

  int index() {
    return index;
  }

  /** The name of the function that is called; empty for a message. */
  String name() {
    return name;
  }

  boolean isMessage() {
    return callId == null;
  }

  /** The text of a message, or the arguments of a call. */
  String text() {
    return text.toString();
  }

  Item append(String more) {
    text.append(more);
    return this;
  }

  void write(String status, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeStringProperty("type", isMessage() ? "message" : "function_call");
    json.writeStringProperty("status", status);
    if (callId == null) {
      json.writeStringProperty("role", "assistant");
      json.writeArrayPropertyStart("content");
      if (!status.equals("in_progress")) {
        part(text(), json);
      }
      json.writeEndArray();
    } else {
      json.writeStringProperty("call_id", callId);
      json.writeStringProperty("name", name);
      json.writeStringProperty("arguments", status.equals("in_progress") ? "" : text());
    }
    json.writeEndObject();
  }

  static void part(String text, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "output_text");
    json.writeStringProperty("text", text);
    json.writeArrayPropertyStart("annotations");
    json.writeEndArray();
    noProbabilities(json);
    json.writeEndObject();
  }

  /** The list that SDKs insist on, which nobody can ask for here. */
  static void noProbabilities(JsonGenerator json) {
    json.writeArrayPropertyStart("logprobs");
    json.writeEndArray();
  }
}
