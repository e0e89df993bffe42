package dev.penstock.core.call;

import dev.penstock.api.explain.Attempt;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks the candidates of a plan, one after another, until one answers. */
public final class Caller {
  private final Desk desk;

  /** A caller for one policy. */
  public Caller(
      CallSettings settings,
      Budgets budgets,
      TokenCounter counter,
      Listeners listeners,
      Watchdog watchdog,
      InstantSource clock,
      LongSupplier ticker) {
    desk =
        new Desk(
            settings,
            budgets,
            new UsageCheck(counter),
            listeners,
            watchdog,
            new Semaphore(Desk.DRAINS),
            clock,
            ticker);
  }

  /**
   * Asks for a whole answer.
   *
   * @throws dev.penstock.api.PenstockException if no candidate answered
   */
  public Delivery call(CallPlan plan) {
    return plan.route().hedge() == null ? inTurn(plan) : hedged(plan);
  }

  private Delivery hedged(CallPlan plan) {
    try (Live live = new Race(desk, plan, true).run()) {
      while (live.next() != null) {}
      return Objects.requireNonNull(live.delivery());
    }
  }

  private Delivery inTurn(CallPlan plan) {
    Attempts attempts = new Attempts(desk, plan);
    while (true) {
      Run run = open(attempts);
      Duration limit = attempts.limit();
      try {
        ProviderCall call = Outgoing.call(run, plan.need().request(), limit);
        ProviderReply reply = ask(run.choice().model().provider(), call, limit);
        run.replied(reply.model(), reply.finishReason());
        String unwanted =
            attempts.unwanted(
                reply.finishReason(), reply.text().isEmpty() && reply.toolCalls().isEmpty());
        if (unwanted != null) {
          attempts.ended(
              run, run.unwanted(unwanted, reply.usage(), reply.responseId(), outputText(reply)));
          continue;
        }
        return new Delivery(
            run.choice(),
            reply,
            attempts.answered(run.answered(reply.usage(), reply.responseId(), outputText(reply))));
      } catch (ProviderException e) {
        attempts.failed(run, run.failed(e.failure(), ""), e.failure(), true);
      } catch (InterruptedException e) {
        Attempt cancelled = run.failed(cancelled(Phase.MAY_HAVE_RUN), "");
        Thread.currentThread().interrupt();
        throw attempts.cancelled(cancelled);
      } catch (RuntimeException | Error e) {
        run.failed(broken("met " + e.getClass().getName()), "");
        throw e;
      }
    }
  }

  /** Starts an answer that comes piece by piece; returns once a candidate has given content. */
  public Live stream(CallPlan plan) {
    return new Race(desk, plan, false).run();
  }

  /** The next attempt; an interrupt before it is sent is the caller giving up. */
  static Run open(Attempts attempts) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return attempts.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw attempts.gaveUp();
    }
  }

  private static ProviderReply ask(Provider provider, ProviderCall call, Duration limit)
      throws ProviderException, InterruptedException {
    try {
      @Nullable ProviderReply reply =
          Isolation.<@Nullable ProviderReply>call(provider, limit, () -> provider.call(call));
      if (reply == null) {
        throw new ProviderException(broken("returned null"));
      }
      return reply;
    } catch (Exception e) {
      throw classified(e, limit);
    }
  }

  /** Turns whatever came out of a plugin into a classified failure. */
  static ProviderException classified(Exception thrown, Duration limit)
      throws InterruptedException {
    return switch (thrown) {
      case ProviderException e -> e;
      case InterruptedException e -> throw e;
      case TimeoutException e ->
          new ProviderException(
              ProviderFailure.of(
                  FailureKind.TIMEOUT,
                  Phase.MAY_HAVE_RUN,
                  "no complete answer in " + limit.toMillis() + " ms"),
              e);
      default -> new ProviderException(broken(Isolation.describe(thrown)), thrown);
    };
  }

  static ProviderFailure broken(String what) {
    return ProviderFailure.of(
        FailureKind.PLUGIN_FAILED, Phase.MAY_HAVE_RUN, "the provider plugin " + what);
  }

  static ProviderFailure cancelled(Phase phase) {
    return ProviderFailure.of(FailureKind.CANCELLED, phase, "the caller gave up");
  }

  private static String outputText(ProviderReply reply) {
    if (reply.toolCalls().isEmpty()) {
      return reply.text();
    }
    StringBuilder text = new StringBuilder(reply.text());
    reply.toolCalls().forEach(c -> text.append(c.name()).append(c.arguments()));
    return text.toString();
  }
}
