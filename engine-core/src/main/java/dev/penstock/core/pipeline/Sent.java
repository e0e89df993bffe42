package dev.penstock.core.pipeline;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.PromptTrace;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a model for a request.
 *
 * @param request what is sent
 * @param prompt the policy's prompt in it, or null for none
 */
record Sent(ChatRequest request, @Nullable PromptTrace prompt) {
  /** A request that is sent as it came. */
  static Sent unchanged(ChatRequest request) {
    return new Sent(request, null);
  }
}
