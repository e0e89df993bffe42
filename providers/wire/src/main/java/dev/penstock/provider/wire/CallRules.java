package dev.penstock.provider.wire;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.spi.ProviderCall;

/**
 * Rules of calls that hold on every wire. Each throws {@link IllegalArgumentException} that says
 * what is refused.
 */
public final class CallRules {
  private CallRules() {}

  /**
   * Requires that schemas are JSON objects, which are written as they are, and a positive limit.
   */
  public static void check(ProviderCall call) {
    if (call.request().responseFormat() instanceof ResponseFormat.JsonSchema schema) {
      Json.requireObject(schema.schema(), "the schema " + schema.name());
    }
    for (ToolSpec tool : call.request().tools()) {
      Json.requireObject(tool.parameters(), "the parameters of the tool " + tool.name());
    }
    if (call.maxOutputTokens() < 1) {
      throw new IllegalArgumentException("the output limit must be at least 1");
    }
  }

  /** Requires that calls of tools said before have a JSON object or nothing as their arguments. */
  public static void checkArguments(ProviderCall call) {
    for (Message message : call.request().messages()) {
      if (message instanceof Message.Assistant assistant) {
        assistant.toolCalls().forEach(CallRules::checkArguments);
      }
    }
  }

  /** The arguments of a checked call: a tool without parameters may have been called with none. */
  public static String arguments(ToolCall call) {
    return call.arguments().isBlank() ? "{}" : call.arguments();
  }

  private static void checkArguments(ToolCall call) {
    Json.requireObject(arguments(call), "the arguments of the call of " + call.name());
  }
}
