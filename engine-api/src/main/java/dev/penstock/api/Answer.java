package dev.penstock.api;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer: of a model, of the cache, or the policy's own text if a person takes over and
 * no model answered.
 *
 * @param requestId the request's id
 * @param text the text, empty if the model only called tools
 * @param toolCalls the tools the model wants called
 * @param finishReason why the model stopped
 * @param route who answered
 * @param usage the tokens of the attempt that answered; none for a recalled answer
 * @param cost what the request cost, over all attempts; zero for a recalled answer
 * @param confidence how sure the engine is that it is right
 * @param escalation whether and why a person must take over, or null
 * @param cache what became of the cache look-up
 * @param timing where the time went
 * @param attempts every call to a provider, the answering one last; empty for a recalled answer and
 *     if nobody was asked
 * @param explanation what was decided, and why
 * @param extra other fields of the provider's answer, by wire name, as JSON values
 */
public record Answer(
    String requestId,
    String text,
    List<ToolCall> toolCalls,
    FinishReason finishReason,
    RouteTaken route,
    Usage usage,
    Usd cost,
    Confidence confidence,
    @Nullable Escalation escalation,
    CacheState cache,
    Timing timing,
    List<Attempt> attempts,
    Explanation explanation,
    Map<String, Object> extra) {
  /** Checks and copies the components. */
  public Answer {
    toolCalls = List.copyOf(toolCalls);
    attempts = List.copyOf(attempts);
  }
}
