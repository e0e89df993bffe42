package dev.penstock.core.pipeline;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.core.embed.Asker;
import dev.penstock.core.escalate.Asked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in.
 *
 * @param request the request
 * @param id its id
 * @param question the text of the last user's message
 * @param at when it came, which decides prices and budget periods
 * @param startNanos the same on the engine's ticker
 * @param streamed whether the answer comes piece by piece
 * @param asked the question as the rules for persons see it, or null if the policy has none
 */
record Admitted(
    ChatRequest request,
    String id,
    String question,
    Instant at,
    long startNanos,
    boolean streamed,
    @Nullable Asked asked) {
  /** For whom vectors are made. */
  Asker asker() {
    return new Asker(id, at, request.metadata());
  }
}
