package dev.penstock.api;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the engine. None holds the text of a prompt or an answer but {@link
 * Answered} and {@link Escalated}.
 */
public sealed interface EngineEvent {
  /** A request was answered. */
  record Answered(Answer answer) implements EngineEvent {}

  /**
   * A person must take over a request. Told after {@link Answered}, which tells of it too.
   *
   * @param requestId the request's id
   * @param tenant whose request it is
   * @param escalation why, who, and the case
   */
  record Escalated(String requestId, String tenant, Escalation escalation) implements EngineEvent {}

  /**
   * A request was refused, failed or cancelled. One that makes no sense, by {@link
   * ErrorCode#INVALID_REQUEST} or {@link ErrorCode#UNKNOWN_MODEL}, is in no ledger.
   *
   * @param requestId the request's id
   * @param tenant whose request it is
   * @param error why
   * @param duration from the call of the engine to this
   */
  record NotAnswered(String requestId, String tenant, PenstockException error, Duration duration)
      implements EngineEvent {}

  /**
   * A call to a provider ended.
   *
   * @param requestId the request's id; for a call that checks the cache, that with {@code /shadow}
   *     or {@code /judge} behind it
   * @param attempt the call
   * @param tenant whose request it is
   * @param route the route by which it was made
   * @param tier the tier of the question
   * @param streamed whether the answer was asked for piece by piece
   * @param gaps the times between the pieces of content of a streamed answer in their order, to the
   *     microsecond, as they came from the provider; of more than 8,193 pieces those of the first;
   *     empty for an answer that came whole
   * @param responseModel the model that answered by the provider's own name; null if the provider
   *     did not say, or the call gave no answer
   * @param finishReason why the model stopped, or null if the call gave no answer
   */
  record AttemptEnded(
      String requestId,
      Attempt attempt,
      String tenant,
      String route,
      String tier,
      boolean streamed,
      List<Duration> gaps,
      @Nullable String responseModel,
      @Nullable FinishReason finishReason)
      implements EngineEvent {
    /** Copies the list. */
    public AttemptEnded {
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * A billed call for vectors ended.
   *
   * @param requestId the request's id
   * @param tenant whose request it is; empty for texts of a plugin
   * @param provider the provider instance
   * @param model the provider's own name of the model
   * @param usage the tokens that were billed
   * @param cost what they cost
   * @param started when it began
   * @param duration how long it took
   * @param failure what went wrong, or null
   */
  record VectorsEnded(
      String requestId,
      String tenant,
      String provider,
      String model,
      Usage usage,
      Usd cost,
      Instant started,
      Duration duration,
      @Nullable String failure)
      implements EngineEvent {}

  /**
   * So much of a budget is spent that something happens. Told once for each share and period.
   *
   * @param share the share that was reached
   * @param action what the policy says should happen there
   * @param state the budget as it stood then
   */
  record BudgetAlert(Share share, BudgetAction action, BudgetState state) implements EngineEvent {}

  /**
   * A plugin threw, hung or returned nonsense; its request went on without it where that was
   * possible.
   *
   * @param plugin the instance's name
   * @param problem what happened
   */
  record PluginTrouble(String plugin, String problem) implements EngineEvent {}

  /**
   * A provider gave an answer and did not say what it took. The answer's tokens are counted by the
   * engine, and its cost is an estimate. Told for each such answer.
   *
   * @param provider the instance's name
   * @param model the policy's name of the model
   */
  record UsageMissing(String provider, String model) implements EngineEvent {}

  /**
   * A provider needs a person: its quota or money is used up, its key or certificate is refused, a
   * model of it is gone, or it points elsewhere. Told once each time it begins, not for each call.
   *
   * @param provider the instance's name
   * @param model the policy's name of the model, or null if all models of the instance are shut
   * @param problem what happened; never a secret or text of a prompt
   */
  record ProviderAlert(String provider, @Nullable String model, String problem)
      implements EngineEvent {}

  /**
   * Something in the policy is allowed but unusual.
   *
   * @param problem where and what
   */
  record PolicyWarning(PolicyProblem problem) implements EngineEvent {}

  /**
   * A new policy is in force.
   *
   * @param policy the first 12 digits of its SHA-256
   */
  record PolicyLoaded(String policy) implements EngineEvent {}

  /** A changed policy file was refused; the old policy stays in force. */
  record PolicyRefused(PenstockException error) implements EngineEvent {}

  /**
   * A policy file that was refused is again that of the policy in force, which never changed.
   *
   * @param policy the first 12 digits of its SHA-256
   */
  record PolicyRestored(String policy) implements EngineEvent {}
}
