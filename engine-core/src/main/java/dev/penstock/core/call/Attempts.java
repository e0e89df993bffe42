package dev.penstock.core.call;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usd;
import dev.penstock.core.budget.Admission;
import dev.penstock.core.budget.Hold;
import dev.penstock.core.budget.Shortage;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Selector;
import dev.penstock.spi.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a plan's candidates: opens the next attempt, and decides what a failure leads to. */
final class Attempts {
  private final Desk desk;
  private final CallPlan plan;
  private final List<Attempt> made = new ArrayList<>(1);
  private final List<String> passedOver = new ArrayList<>(0);
  private int next;
  private long windowBelow;
  private boolean shortOfMoney;

  Attempts(Desk desk, CallPlan plan) {
    this.desk = desk;
    this.plan = plan;
  }

  /**
   * Opens the next attempt with its hold.
   *
   * @throws PenstockException if there is none left
   */
  Run open() {
    while (next < plan.choices().size() && made.size() < CallSettings.MAX_ATTEMPTS) {
      Choice choice = plan.choices().get(next++);
      if (remaining().isNegative() || remaining().isZero()) {
        throw error(ErrorCode.DEADLINE_EXCEEDED, "the request's time is up", null);
      }
      Run run = open(choice);
      if (run != null) {
        return run;
      }
    }
    throw exhausted();
  }

  private @Nullable Run open(Choice choice) {
    String name = choice.model().name();
    if (choice.model().spec().contextWindow() <= windowBelow) {
      passedOver.add(name + ": its window is not larger");
      return null;
    }
    Admission admission =
        desk.budgets()
            .hold(
                desk.settings().budgets(),
                Selector.subject(plan.need(), choice.model(), plan.classified()),
                plan.need().at(),
                choice.worstCase());
    return switch (admission) {
      case Shortage shortage -> {
        shortOfMoney = true;
        passedOver.add(name + ": " + shortage);
        yield null;
      }
      case Hold hold -> {
        if (!choice.model().health().tryAcquire()) {
          desk.budgets().settle(hold, Usd.ZERO);
          passedOver.add(name + ": circuit breaker open");
          yield null;
        }
        yield new Run(desk, plan, choice, hold, plan.need().id() + "/" + (made.size() + 1));
      }
    };
  }

  /** How long the next attempt may take. */
  Duration limit() {
    Duration attempt = desk.settings().deadlines().attempt();
    return attempt.compareTo(remaining()) < 0 ? attempt : remaining();
  }

  private Duration remaining() {
    return Duration.ofNanos(plan.deadline() - desk.ticker().getAsLong());
  }

  /** Takes in an attempt that answered; all attempts, it last. */
  List<Attempt> answered(Attempt attempt) {
    made.add(attempt);
    return made;
  }

  /**
   * Takes in a failed attempt.
   *
   * @throws PenstockException if the failure is the caller's to know and no other model is asked
   */
  void failed(Run run, Attempt attempt, ProviderFailure failure) {
    made.add(attempt);
    switch (Reaction.to(failure).next()) {
      case NEXT -> {}
      case LARGER -> windowBelow = run.choice().model().spec().contextWindow();
      case CALLER -> throw toCaller(run, failure);
    }
  }

  private PenstockException toCaller(Run run, ProviderFailure failure) {
    String who = run.choice().model().name() + " (" + run.choice().model().providerName() + ")";
    return switch (failure.kind()) {
      case CANCELLED -> gaveUp();
      case CONTENT_FILTERED ->
          error(ErrorCode.CONTENT_FILTERED, who + " filtered the request", null);
      default ->
          error(
              ErrorCode.REFUSED_BY_PROVIDER,
              who + " refused the request: " + failure.message(),
              null);
    };
  }

  /** The error of a request whose caller gave up in the midst of an attempt. */
  PenstockException cancelled(Attempt attempt) {
    made.add(attempt);
    return gaveUp();
  }

  private PenstockException gaveUp() {
    return error(ErrorCode.CANCELLED, "the caller gave up", null);
  }

  /** The error of an answer that broke off after the caller had seen some of it. */
  PenstockException brokeOff(Run run, Attempt attempt, boolean late) {
    made.add(attempt);
    return error(
        late ? ErrorCode.DEADLINE_EXCEEDED : ErrorCode.PROVIDERS_FAILED,
        run.choice().model().name()
            + " ("
            + run.choice().model().providerName()
            + ") broke off its answer: "
            + attempt.failure(),
        null);
  }

  private PenstockException exhausted() {
    boolean late = !made.isEmpty() && (remaining().isNegative() || remaining().isZero());
    boolean budget = made.isEmpty() && shortOfMoney;
    ErrorCode code =
        budget
            ? ErrorCode.BUDGET_EXHAUSTED
            : late ? ErrorCode.DEADLINE_EXCEEDED : ErrorCode.PROVIDERS_FAILED;
    StringBuilder text = new StringBuilder();
    text.append(budget ? "no budget for this request" : "no provider answered");
    for (Attempt attempt : made) {
      text.append("; ")
          .append(attempt.model())
          .append(" (")
          .append(attempt.provider())
          .append("): ")
          .append(attempt.failure());
    }
    passedOver.forEach(why -> text.append("; ").append(why));
    return error(code, text.toString(), null);
  }

  private PenstockException error(ErrorCode code, String text, @Nullable Throwable cause) {
    return new PenstockException(code, text, made, plan.explanation().get(), cause);
  }
}
