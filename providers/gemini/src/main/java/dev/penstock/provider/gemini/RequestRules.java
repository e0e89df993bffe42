package dev.penstock.provider.gemini;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.policy.Ability;
import dev.penstock.provider.wire.CallRules;
import dev.penstock.spi.ProviderCall;

/** Refuses, before anything is sent, what a version of the API cannot carry. */
final class RequestRules {
  private final ApiVersion version;

  RequestRules(ApiVersion version) {
    this.version = version;
  }

  /** Throws {@link IllegalArgumentException} that says what is refused. */
  void check(ProviderCall call) {
    ChatRequest request = call.request();
    require(request.seed() == null, Ability.SEED, "a seed");
    if (request.seed() != null && request.seed() != request.seed().intValue()) {
      throw new IllegalArgumentException(
          "Gemini takes a seed from -2147483648 to 2147483647, not " + request.seed());
    }
    require(request.reasoningEffort() == null, Ability.REASONING, "a reasoning effort");
    require(
        request.responseFormat().equals(ResponseFormat.TEXT),
        Ability.JSON_OBJECT,
        "a form of the answer");
    require(request.tools().isEmpty(), Ability.TOOLS, "tools");
    request.messages().forEach(this::check);
    CallRules.check(call);
    CallRules.checkArguments(call);
  }

  private void check(Message message) {
    switch (message) {
      case Message.SystemText system -> {}
      case Message.User user -> {
        boolean links = user.parts().stream().anyMatch(part -> part instanceof Part.ImageUrl);
        if (links && !version.takes("fileData")) {
          throw new IllegalArgumentException(
              "Gemini takes no link to an image under "
                  + version
                  + "; send the image itself, or set api-version: v1beta");
        }
      }
      case Message.Assistant assistant ->
          require(assistant.toolCalls().isEmpty(), Ability.TOOLS, "calls of tools");
      case Message.ToolResult result -> require(false, Ability.TOOLS, "results of tools");
    }
  }

  private void require(boolean notAsked, Ability ability, String what) {
    if (!notAsked && !version.abilities().contains(ability)) {
      throw new IllegalArgumentException(
          "Gemini does not take " + what + " under " + version + "; set api-version: v1beta");
    }
  }
}
