package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.provider.wire.CallRules;
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
    if (request.responseFormat().equals(ResponseFormat.JSON_OBJECT)) {
      throw new IllegalArgumentException(
          "Anthropic does not take a JSON answer without a schema; give a JSON Schema");
    }
    CallRules.check(call);
    CallRules.checkArguments(call);
  }
}
