package dev.penstock.core.pipeline;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.PromptTrace;
import dev.penstock.api.explain.PruneTrace;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a model for a request.
 *
 * @param request what is sent
 * @param prompt the policy's prompt in it, or null for none
 * @param pruned what was left out of it, or null if nothing was
 */
record Sent(ChatRequest request, @Nullable PromptTrace prompt, @Nullable PruneTrace pruned) {
  /** A request that is sent as it came. */
  static Sent unchanged(ChatRequest request) {
    return new Sent(request, null, null);
  }
}
