package dev.penstock.core.call;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Availability;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.FallbackSpec;
import dev.penstock.api.policy.FallbackSpec.Then;
import dev.penstock.api.policy.HedgeSpec;
import dev.penstock.core.budget.Admission;
import dev.penstock.core.budget.Hold;
import dev.penstock.core.budget.Shortage;
import dev.penstock.core.limit.Excess;
import dev.penstock.core.model.Access;
import dev.penstock.core.model.Pass;
import dev.penstock.core.model.Standing;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Selector;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Walks a plan's candidates: opens the next attempt, and decides what a failure leads to. */
final class Attempts {
  /** A provider that wants to be left alone for longer is passed over. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration LONGEST_BACKOFF = Duration.ofMillis(250);

  /** How long a hold lasts after its attempt, with the wait for a place, must be over. */
  private static final Duration AFTER_DEADLINE = Duration.ofSeconds(30);

  private final Desk desk;
  private final CallPlan plan;
  private final List<Attempt> made = new ArrayList<>(1);
  private final List<String> passedOver = new ArrayList<>(0);
  private final Queue<Choice> limited = new ArrayDeque<>(0);
  private final Queue<Choice> againFirst = new ArrayDeque<>(0);
  private final Queue<Choice> againLast = new ArrayDeque<>(0);
  private final Set<String> repeated = new HashSet<>(0);
  private int next;
  private int opened;
  private Usd committed = Usd.ZERO;
  private boolean emptyPassedOver;
  private long windowBelow;
  private boolean shortOfMoney;
  private boolean otherThanLimits;
  private boolean nobodyElse;

  /** The last attempt, if it found the request too long and no larger model came after it. */
  private @Nullable Run tooLong;

  /** Whether the limits of the request have let it in: they count its first attempt. */
  private boolean admitted;

  Attempts(Desk desk, CallPlan plan) {
    this.desk = desk;
    this.plan = plan;
  }

  /**
   * Opens the next attempt with its hold.
   *
   * @throws PenstockException if there is none left
   * @throws InterruptedException if the caller gave up while a provider wanted to be left alone
   */
  Run open() throws InterruptedException {
    while (opened < plan.route().fallback().attempts()) {
      Choice choice = next();
      if (choice == null) {
        break;
      }
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

  /**
   * The next candidate: first those whose providers may be asked now, then those that want to be
   * left alone for a little, then one to be asked again; null if there is none.
   */
  private @Nullable Choice next() throws InterruptedException {
    Choice first = againFirst.poll();
    if (first != null && mayRepeat(first)) {
      return first;
    }
    while (next < plan.choices().size()) {
      Choice choice = plan.choices().get(next++);
      if (!choice.model().standing(choice.claim()).isLast()) {
        choice.model().traffic().called();
        return choice;
      }
      limited.add(choice);
    }
    nobodyElse = true;
    for (Choice choice = limited.poll(); choice != null; choice = limited.poll()) {
      if (waitsFor(choice)) {
        choice.model().traffic().called();
        return choice;
      }
    }
    for (Choice choice = againLast.poll(); choice != null; choice = againLast.poll()) {
      if (waitsFor(choice) && mayRepeat(choice)) {
        return choice;
      }
    }
    return null;
  }

  private boolean mayRepeat(Choice choice) throws InterruptedException {
    if (!choice.model().traffic().tryRepeat()) {
      passedOver.add(choice.model().name() + ": too many repeats lately");
      return false;
    }
    Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(LONGEST_BACKOFF.toNanos())));
    return true;
  }

  /**
   * Waits a little for a provider that wants to be left alone, and passes over one that wants long.
   */
  private boolean waitsFor(Choice choice) throws InterruptedException {
    Standing standing = choice.model().standing(choice.claim());
    Duration wait = standing.left();
    if (standing.state() != Availability.State.LIMITED || wait == null) {
      return true;
    }
    if (wait.compareTo(LONGEST_WAIT) > 0 || wait.compareTo(remaining()) >= 0) {
      passedOver.add(
          choice.model().name() + ": " + standing.cause() + " for " + wait.toSeconds() + " s more");
      return false;
    }
    Thread.sleep(wait);
    return true;
  }

  private @Nullable Run open(Choice choice) throws InterruptedException {
    String name = choice.model().name();
    if (choice.model().spec().contextWindow() <= windowBelow) {
      otherThanLimits = true;
      passedOver.add(name + ": its window is not larger");
      return null;
    }
    tooLong = null;
    Usd most = plan.route().fallback().maxCost();
    if (most != null && committed.plus(choice.worstCase()).compareTo(most) > 0) {
      shortOfMoney = true;
      otherThanLimits = true;
      passedOver.add(
          name
              + ": may cost "
              + choice.worstCase()
              + " USD, and route "
              + plan.route().name()
              + " has "
              + most.minus(committed)
              + " USD left for this request");
      return null;
    }
    String id = plan.need().id() + "/" + (opened + 1);
    return switch (hold(choice, id)) {
      case Shortage shortage -> {
        shortOfMoney = true;
        otherThanLimits = true;
        passedOver.add(name + ": " + shortage);
        yield null;
      }
      case Hold hold -> {
        Pass pass = enter(choice, hold);
        if (pass == null) {
          yield null;
        }
        opened++;
        committed = committed.plus(choice.worstCase());
        yield new Run(desk, plan, choice, hold, pass, id);
      }
    };
  }

  /**
   * Opens an attempt beside a slow one, or none if there is no other candidate that may be asked at
   * once, if it might cost more than a hedge may, or if the slow provider had too many repeats.
   */
  @Nullable Run hedge(Run slow, HedgeSpec spec) throws InterruptedException {
    if (opened >= plan.route().fallback().attempts() || next >= plan.choices().size()) {
      return null;
    }
    Choice choice = plan.choices().get(next);
    if (choice.worstCase().compareTo(spec.maxCost()) > 0
        || choice.model().standing(choice.claim()).isLast()
        || !slow.choice().model().traffic().tryRepeat()) {
      return null;
    }
    next++;
    choice.model().traffic().called();
    return open(choice);
  }

  /**
   * Why a complete answer is not handed out but the next candidate asked, as the policy wants it;
   * null if it is handed out.
   */
  @Nullable String unwanted(FinishReason finish, boolean empty) {
    if (next >= plan.choices().size() || opened >= plan.route().fallback().attempts()) {
      return null;
    }
    FallbackSpec fallback = plan.route().fallback();
    if (finish == FinishReason.CONTENT_FILTER) {
      return fallback.contentFilter() == Then.NEXT ? "content-filtered: the answer" : null;
    }
    boolean passOver =
        empty
            && finish == FinishReason.STOP
            && fallback.emptyAnswer() == Then.NEXT
            && !emptyPassedOver;
    emptyPassedOver |= passOver;
    return passOver ? "empty: the answer has no content" : null;
  }

  /** Leave for a call; null if something is in the way, and then the hold is void. */
  private @Nullable Pass enter(Choice choice, Hold hold) throws InterruptedException {
    Pass pass = null;
    try {
      switch (choice.model().enter(choice.claim(), admitted, longestWait(choice))) {
        case Pass given -> {
          admitted = true;
          pass = given;
        }
        case Access.Denied denied -> passOver(choice, denied);
      }
      return pass;
    } finally {
      if (pass == null) {
        desk.budgets().release(hold, null);
      }
    }
  }

  private Duration longestWait(Choice choice) {
    if (!nobodyElse) {
      return Duration.ZERO;
    }
    return atMost(choice.model().maxWait());
  }

  private void passOver(Choice choice, Access.Denied denied) {
    switch (denied.by()) {
      case LIMIT -> {}
      case HEALTH -> otherThanLimits = true;
      case REQUEST -> {
        Excess lacking = choice.claim().lackingForRequest();
        throw error(
            ErrorCode.RATE_LIMITED, denied.cause(), lacking == null ? null : lacking.lasts(), null);
      }
    }
    passedOver.add(choice.model().name() + ": " + denied.cause());
  }

  private Admission hold(Choice choice, String id) throws InterruptedException {
    Duration longest = atMost(desk.settings().deadlines().attempt().plus(longestWait(choice)));
    try {
      return desk.budgets()
          .hold(
              desk.settings().budgets(),
              Selector.subject(plan.need(), choice.model(), plan.classified()),
              plan.need().at(),
              holdId(id),
              AttemptRows.worstCase(plan, choice),
              longest.plus(AFTER_DEADLINE),
              AttemptRows.lost(plan, choice, id, desk.clock().instant(), longest));
    } catch (StoreException e) {
      throw error(ErrorCode.LEDGER_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Callers may give two requests the same id; their holds are two all the same. */
  private static String holdId(String attempt) {
    return attempt + "@" + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** How long the next attempt may take. */
  Duration limit() {
    return atMost(desk.settings().deadlines().attempt());
  }

  private Duration atMost(Duration duration) {
    Duration remaining = remaining();
    return duration.compareTo(remaining) < 0 ? duration : remaining;
  }

  private Duration remaining() {
    return Duration.ofNanos(plan.deadline() - desk.ticker().getAsLong());
  }

  /** Takes in an attempt that answered; all attempts, it last. */
  List<Attempt> answered(Attempt attempt) {
    made.add(attempt);
    return List.copyOf(made);
  }

  /** Takes in an attempt that gave nothing; what it really cost replaces what it might have. */
  void ended(Run run, Attempt attempt) {
    made.add(attempt);
    tooLong = null;
    committed = committed.minus(run.choice().worstCase()).plus(attempt.cost());
  }

  /**
   * Takes in a failed attempt.
   *
   * @param alone whether no other attempt of the request is running
   * @throws PenstockException if the failure is the caller's to know and no other model is asked
   */
  void failed(Run run, Attempt attempt, ProviderFailure failure, boolean alone) {
    ended(run, attempt);
    Reaction reaction = Reaction.to(failure);
    otherThanLimits |= failure.kind() != FailureKind.RATE_LIMITED;
    if (reaction.again() != Reaction.Again.NEVER
        && repeated.add(run.choice().model().providerName())) {
      (reaction.again() == Reaction.Again.FIRST ? againFirst : againLast).add(run.choice());
    }
    switch (reaction.next()) {
      case NEXT -> {}
      case LARGER -> {
        windowBelow = run.choice().model().spec().contextWindow();
        tooLong = run;
      }
      case CALLER -> {
        boolean goesOn =
            failure.kind() == FailureKind.CONTENT_FILTERED
                && plan.route().fallback().contentFilter() == Then.NEXT
                && next < plan.choices().size();
        if (alone && !goesOn) {
          throw toCaller(run, failure);
        }
      }
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

  /** The error of a request whose caller gave up between attempts. */
  PenstockException gaveUp() {
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
            : late
                ? ErrorCode.DEADLINE_EXCEEDED
                : onlyLimited() ? ErrorCode.RATE_LIMITED : ErrorCode.PROVIDERS_FAILED;
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
    if (tooLong != null && !late && nobodyElseLater()) {
      return error(ErrorCode.REFUSED_BY_PROVIDER, text + "; shorten the request", null);
    }
    return error(
        code,
        text.toString(),
        switch (code) {
          case PROVIDERS_FAILED, RATE_LIMITED -> RetryAfter.of(plan, desk.clock().instant());
          default -> null;
        },
        null);
  }

  /** Whether nothing was in the way of any candidate but limits of its rate. */
  private boolean onlyLimited() {
    return !otherThanLimits && nobodyElseLater();
  }

  /** Whether no candidate was left out for its health alone. */
  private boolean nobodyElseLater() {
    return plan.explanation().get().candidates().stream()
        .noneMatch(candidate -> candidate.removedBy() == Filter.HEALTH);
  }

  private PenstockException error(ErrorCode code, String text, @Nullable Throwable cause) {
    return error(code, text, null, cause);
  }

  private PenstockException error(
      ErrorCode code, String text, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    return new PenstockException(code, text, made, plan.explanation().get(), retryAfter, cause);
  }
}
