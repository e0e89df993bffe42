package dev.penstock.provider.openai;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.policy.Ability;
import dev.penstock.provider.wire.CallRules;
import dev.penstock.spi.ProviderCall;
import java.util.Set;

/** Refuses, before anything is sent, what the dialect cannot carry. */
final class RequestRules {
  private final Dialect dialect;
  private final Traits traits;
  private final Set<Ability> abilities;

  RequestRules(Dialect dialect) {
    this.dialect = dialect;
    traits = dialect.traits();
    abilities = traits.abilities();
  }

  /** Throws {@link IllegalArgumentException} that says what is refused. */
  void check(ProviderCall call) {
    ChatRequest request = call.request();
    require(request.seed() == null, Ability.SEED, "a seed");
    checkFormat(request.responseFormat());
    for (Message message : request.messages()) {
      if (message instanceof Message.User user) {
        checkParts(user);
      }
    }
    boolean thinks =
        request.reasoningEffort() != null && request.reasoningEffort() != ReasoningEffort.NONE;
    boolean samples = request.temperature() != null || request.topP() != null;
    if (thinks && samples && !traits.samplingWhileReasoning()) {
      throw new IllegalArgumentException(
          dialect + " takes no temperature or top-p together with a reasoning effort; drop one");
    }
    CallRules.check(call);
  }

  private void checkFormat(ResponseFormat format) {
    if (format instanceof ResponseFormat.JsonSchema) {
      require(false, Ability.JSON_SCHEMA, "a JSON Schema of the answer");
    }
  }

  private void checkParts(Message.User user) {
    for (Part part : user.parts()) {
      if (part instanceof Part.Text) {
        continue;
      }
      require(false, Ability.VISION, "an image");
      if (part instanceof Part.ImageUrl && !traits.imageLinks()) {
        throw new IllegalArgumentException(
            dialect + " takes no link to an image; send the image itself");
      }
    }
  }

  private void require(boolean notAsked, Ability ability, String what) {
    if (!notAsked && !abilities.contains(ability)) {
      throw new IllegalArgumentException(
          dialect + " does not take " + what + "; choose a model of another provider");
    }
  }
}
