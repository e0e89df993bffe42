package dev.penstock.core.prune;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.PruneTrace;
import org.jspecify.annotations.Nullable;

/**
 * A request after pruning.
 *
 * @param request what goes upstream
 * @param trace what was left out, or null if nothing was done
 */
public record Pruned(ChatRequest request, @Nullable PruneTrace trace) {}
