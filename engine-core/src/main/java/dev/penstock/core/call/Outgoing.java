package dev.penstock.core.call;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.policy.Ability;
import dev.penstock.core.model.Model;
import dev.penstock.spi.ProviderCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a request fit for the model that it goes to. */
final class Outgoing {
  private Outgoing() {}

  static ProviderCall call(Run run, ChatRequest request, Duration timeout) {
    Model model = run.choice().model();
    return new ProviderCall(
        run.id(),
        model.id(),
        fit(request, model),
        run.choice().maxOutput(),
        timeout,
        extra(request, model.providerName()));
  }

  /** Documents become context after the instructions; hints that the model lacks are left out. */
  private static ChatRequest fit(ChatRequest request, Model model) {
    boolean seed = request.seed() != null && !model.abilities().contains(Ability.SEED);
    boolean effort =
        request.reasoningEffort() != null && !model.abilities().contains(Ability.REASONING);
    if (request.documents().isEmpty() && !seed && !effort) {
      return request;
    }
    ChatRequest.Builder fitted = request.toBuilder().withoutDocuments();
    if (seed) {
      fitted.seed(null);
    }
    if (effort) {
      fitted.reasoningEffort(null);
    }
    if (!request.documents().isEmpty()) {
      fitted.messages(withContext(request));
    }
    return fitted.build();
  }

  private static List<Message> withContext(ChatRequest request) {
    StringBuilder context = new StringBuilder("Context:");
    for (ContextDocument document : request.documents()) {
      context.append('\n').append(document.name()).append(": ").append(document.text());
    }
    List<Message> messages = new ArrayList<>(request.messages());
    int instructions = 0;
    while (instructions < messages.size()
        && messages.get(instructions) instanceof Message.SystemText) {
      instructions++;
    }
    messages.add(instructions, Message.system(context.toString()));
    return messages;
  }

  private static Map<String, Object> extra(ChatRequest request, String provider) {
    if (request.extra().isEmpty()) {
      return Map.of();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.putAll(request.extra().getOrDefault(ChatRequest.ANY_PROVIDER, Map.of()));
    fields.putAll(request.extra().getOrDefault(provider, Map.of()));
    return fields;
  }
}
