package dev.penstock.core.call;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
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

  /**
   * Documents become context after the instructions; hints that the model lacks are left out; calls
   * of tools in the conversation become text for a model that calls none.
   */
  private static ChatRequest fit(ChatRequest request, Model model) {
    boolean tools = !model.abilities().contains(Ability.TOOLS) && hasToolCalls(request);
    boolean seed = request.seed() != null && !model.abilities().contains(Ability.SEED);
    boolean effort =
        request.reasoningEffort() != null && !model.abilities().contains(Ability.REASONING);
    if (request.documents().isEmpty() && !seed && !effort && !tools) {
      return request;
    }
    ChatRequest.Builder fitted = request.toBuilder().withoutDocuments();
    if (seed) {
      fitted.seed(null);
    }
    if (effort) {
      fitted.reasoningEffort(null);
    }
    if (!request.documents().isEmpty() || tools) {
      List<Message> messages = new ArrayList<>(request.messages());
      if (tools) {
        messages.replaceAll(Outgoing::withoutTools);
      }
      fitted.messages(request.documents().isEmpty() ? messages : withContext(request, messages));
    }
    return fitted.build();
  }

  private static boolean hasToolCalls(ChatRequest request) {
    return request.messages().stream()
        .anyMatch(
            message ->
                message instanceof Message.ToolResult
                    || (message instanceof Message.Assistant(var text, var calls, var extra)
                        && !calls.isEmpty()));
  }

  private static Message withoutTools(Message message) {
    return switch (message) {
      case Message.Assistant(String text, var calls, var extra) when !calls.isEmpty() -> {
        StringBuilder told = new StringBuilder(text);
        for (ToolCall call : calls) {
          told.append(told.isEmpty() ? "" : "\n").append("[called ").append(call.name());
          told.append(' ').append(call.arguments()).append(']');
        }
        yield Message.assistant(told.toString());
      }
      case Message.ToolResult(String id, String text) -> Message.user("[result: " + text + "]");
      case Message.Assistant other -> other;
      case Message.User other -> other;
      case Message.SystemText other -> other;
    };
  }

  private static List<Message> withContext(ChatRequest request, List<Message> messages) {
    StringBuilder context = new StringBuilder("Context:");
    for (ContextDocument document : request.documents()) {
      context.append('\n').append(document.name()).append(": ").append(document.text());
    }
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
