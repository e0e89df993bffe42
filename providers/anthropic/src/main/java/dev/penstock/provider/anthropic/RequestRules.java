package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.provider.wire.Json;
import dev.penstock.spi.ProviderCall;

/** Refuses, before anything is sent, what the API cannot carry. */
final class RequestRules {
  private RequestRules() {}

  /** Throws {@link IllegalArgumentException} that says what is refused. */
  static void check(ProviderCall call) {
    ChatRequest request = call.request();
    if (request.seed() != null) {
      throw new IllegalArgumentException(
          "Anthropic does not take a seed; choose a model of another provider");
    }
    switch (request.responseFormat()) {
      case ResponseFormat.JsonSchema schema ->
          Json.requireObject(schema.schema(), "the schema " + schema.name());
      case ResponseFormat.Plain plain -> {
        if (plain == ResponseFormat.Plain.JSON_OBJECT) {
          throw new IllegalArgumentException(
              "Anthropic does not take a JSON answer without a schema; give a JSON Schema");
        }
      }
    }
    for (ToolSpec tool : request.tools()) {
      Json.requireObject(tool.parameters(), "the parameters of the tool " + tool.name());
    }
    for (Message message : request.messages()) {
      if (message instanceof Message.Assistant assistant) {
        assistant.toolCalls().forEach(RequestRules::checkArguments);
      }
    }
    if (call.maxOutputTokens() < 1) {
      throw new IllegalArgumentException("the output limit must be at least 1");
    }
  }

  /** A tool without parameters may have been called with an empty text. */
  private static void checkArguments(ToolCall call) {
    if (!call.arguments().isBlank()) {
      Json.requireObject(call.arguments(), "the arguments of the call of " + call.name());
    }
  }
}
