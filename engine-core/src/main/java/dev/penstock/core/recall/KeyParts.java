package dev.penstock.core.recall;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolSpec;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names everything that must be equal, besides the question, for an answer to be recalled. */
final class KeyParts {
  private final String policy;
  private final Set<String> tags;

  /**
   * Parts for one policy.
   *
   * @param policy what of the policy decides which model answers how
   * @param tags the tags that routes look at
   */
  KeyParts(String policy, Set<String> tags) {
    this.policy = policy;
    this.tags = tags;
  }

  /** Takes one part after another. */
  interface Sink {
    /** A short value that may be shown. */
    void shown(String name, String value);

    /** A value that is long or private. */
    void hidden(String name, String value);
  }

  void each(ChatRequest request, Sink sink) {
    sink.shown("tenant", request.metadata().tenant());
    sink.shown("policy", policy);
    sink.shown("priority", request.metadata().priority().name());
    shown(sink, "model", request.model());
    shown(sink, "intent", request.metadata().intent());
    shown(sink, "locale", request.metadata().locale());
    shown(sink, "prompt-version", request.metadata().promptVersion());
    shown(sink, "temperature", request.temperature());
    shown(sink, "top-p", request.topP());
    shown(sink, "seed", request.seed());
    shown(sink, "max-output", request.maxOutputTokens());
    shown(sink, "reasoning-effort", request.reasoningEffort());
    for (String stop : request.stop()) {
      sink.hidden("stop", stop);
    }
    for (String tag : request.metadata().tags()) {
      if (tags.contains(tag)) {
        sink.shown("tag", tag);
      }
    }
    if (!request.responseFormat().equals(ResponseFormat.TEXT)) {
      sink.hidden("response-format", request.responseFormat().toString());
    }
    if (!request.tools().isEmpty()) {
      sink.shown("tool-choice", request.toolChoice().toString());
      for (ToolSpec tool : request.tools()) {
        sink.hidden("tool", tool.toString());
      }
    }
    for (Map.Entry<String, Map<String, Object>> fields : request.extra().entrySet()) {
      sink.hidden("extra", fields.getKey() + fields.getValue());
    }
    for (ContextDocument document : request.documents()) {
      sink.shown("document", document.name());
      sink.hidden("document-text", document.text());
    }
    messages(request, sink);
  }

  /** Every message but the question; of the question's message, all that is not text. */
  private static void messages(ChatRequest request, Sink sink) {
    int last = request.messages().size() - 1;
    for (int i = 0; i < last; i++) {
      Message message = request.messages().get(i);
      switch (message) {
        case Message.SystemText system -> sink.hidden("system", system.text());
        case Message.User user -> sink.hidden("turn-user", user.parts().toString());
        case Message.Assistant assistant -> sink.hidden("turn-assistant", assistant.toString());
        case Message.ToolResult result -> sink.hidden("turn-tool", result.toString());
      }
    }
    if (request.messages().get(last) instanceof Message.User(var parts) && parts.size() > 1) {
      for (Part part : parts) {
        if (!(part instanceof Part.Text)) {
          sink.hidden("image", part.toString());
        }
      }
    }
  }

  private static void shown(Sink sink, String name, @Nullable Object value) {
    if (value != null) {
      sink.shown(name, value.toString());
    }
  }
}
