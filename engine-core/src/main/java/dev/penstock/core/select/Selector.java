package dev.penstock.core.select;

import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.Availability;
import dev.penstock.api.explain.Availability.State;
import dev.penstock.api.explain.Candidate;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.budget.Demand;
import dev.penstock.core.budget.Shortage;
import dev.penstock.core.budget.Subject;
import dev.penstock.core.limit.Claim;
import dev.penstock.core.limit.Excess;
import dev.penstock.core.limit.PolicyLimits;
import dev.penstock.core.model.Model;
import dev.penstock.core.model.Models;
import dev.penstock.core.model.Standing;
import dev.penstock.spi.store.Amount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the route of a request, filters its models, and ranks those that pass. */
public final class Selector {
  private final Routes routes;
  private final IdentityHashMap<RouteSpec, List<Model>> inOrder = new IdentityHashMap<>();
  private final Budgets budgets;
  private final List<BudgetSpec> limits;
  private final PolicyLimits rates;
  private final InstantSource clock;

  /** A selector for one policy. */
  public Selector(
      Policy policy, Models models, Budgets budgets, PolicyLimits rates, InstantSource clock) {
    this.routes = new Routes(policy.routes());
    policy.routes().forEach(route -> inOrder.put(route, inOrderOf(route, models)));
    this.budgets = budgets;
    this.limits = policy.budgets();
    this.rates = rates;
    this.clock = clock;
  }

  /** The route that a request takes, or null if none fits. */
  public @Nullable RouteSpec route(Metadata metadata, Classified classified) {
    return routes.match(metadata, classified);
  }

  /** Filters and ranks. */
  public Selection select(RouteSpec route, Need need, Classified classified) {
    Rank rank = route.rank();
    List<Choice> kept = new ArrayList<>();
    List<Candidate> removed = new ArrayList<>();
    Choice unaffordable = null;
    for (Model model : inOrder.getOrDefault(route, List.of())) {
      Filtered filtered = filter(model, route, need, classified);
      switch (filtered) {
        case Kept(Choice choice, boolean saving) -> {
          kept.add(choice);
          rank = saving ? Rank.CHEAPEST : rank;
        }
        case Removed(Filter by, String why, Standing standing) ->
            removed.add(candidate(model, 0, by, why, standing, null));
        case Unaffordable(Choice choice, String why) -> {
          removed.add(candidate(model, 0, Filter.BUDGET, why, choice.standing(), null));
          if (unaffordable == null || choice.worstCase().compareTo(unaffordable.worstCase()) < 0) {
            unaffordable = choice;
          }
        }
      }
    }
    List<Choice> ranked = limitedLast(Ranking.rank(kept, route, rank, need));
    Long counted = need.size().countIfKnown();
    List<Candidate> candidates = new ArrayList<>(kept.size() + removed.size());
    for (int i = 0; i < ranked.size(); i++) {
      Choice choice = ranked.get(i);
      candidates.add(
          candidate(
              choice.model(),
              i + 1,
              null,
              reason(choice, route, rank, need),
              choice.standing(),
              counted == null ? null : Ranking.expectedCost(choice, need, counted)));
    }
    candidates.addAll(removed);
    return new Selection(route, ranked, unaffordable, candidates);
  }

  /**
   * A provider that wants to be left alone, or has reached a limit of the policy, is asked last,
   * and is never shut out.
   */
  private static List<Choice> limitedLast(List<Choice> ranked) {
    List<Choice> last = null;
    for (Choice choice : ranked) {
      if (choice.standing().isLast()) {
        last = last == null ? new ArrayList<>() : last;
        last.add(choice);
      }
    }
    if (last == null) {
      return ranked;
    }
    List<Choice> ordered = new ArrayList<>(ranked);
    ordered.removeAll(last);
    ordered.addAll(last);
    return ordered;
  }

  /** The same selection with all choices removed by a limit of the request. */
  public Selection removed(Selection selection, Excess excess) {
    Availability limited =
        new Standing(State.LIMITED, excess.cause(), excess.lasts()).at(clock.instant());
    List<Candidate> candidates =
        selection.candidates().stream()
            .map(c -> c.kept() ? limited(c, excess.toString(), limited) : c)
            .toList();
    return new Selection(selection.route(), List.of(), null, candidates);
  }

  private static Candidate limited(Candidate c, String why, Availability availability) {
    return new Candidate(
        c.model(),
        c.provider(),
        c.simulated(),
        0,
        Filter.LIMIT,
        why,
        availability,
        c.expectedCost());
  }

  private static String reason(Choice choice, RouteSpec route, Rank rank, Need need) {
    String ranked = Ranking.reason(choice.model(), route, rank, need);
    String reason = rank == route.rank() ? ranked : ranked + ", as a budget demands";
    Standing standing = choice.standing();
    return switch (standing.state()) {
      case CLOSED, OPEN -> reason;
      case HALF_OPEN -> reason + ", circuit breaker half open, " + standing.cause();
      case LIMITED, FULL -> {
        Duration left = standing.left();
        yield reason
            + ", last because "
            + standing.cause()
            + (left == null ? "" : " for " + left.toSeconds() + " s more");
      }
    };
  }

  private Candidate candidate(
      Model model,
      int rank,
      @Nullable Filter by,
      String reason,
      Standing standing,
      @Nullable Usd cost) {
    return new Candidate(
        model.name(),
        model.providerName(),
        model.simulated(),
        rank,
        by,
        reason,
        standing.state() == State.CLOSED ? Availability.CLOSED : standing.at(clock.instant()),
        cost);
  }

  /** Every model: those that the route lists in its order, then the others. */
  private static List<Model> inOrderOf(RouteSpec route, Models models) {
    if (isAny(route)) {
      return List.copyOf(models.all());
    }
    List<Model> ordered = new ArrayList<>();
    for (String name : route.models()) {
      Model model = models.get(name);
      if (model != null) {
        ordered.add(model);
      }
    }
    for (Model model : models.all()) {
      if (!route.models().contains(model.name())) {
        ordered.add(model);
      }
    }
    return ordered;
  }

  private static boolean isAny(RouteSpec route) {
    return route.models().size() == 1 && route.models().getFirst().equals(RouteSpec.ANY);
  }

  private sealed interface Filtered {}

  /** A model that may be called; saving if a budget demands the cheapest one. */
  private record Kept(Choice choice, boolean saving) implements Filtered {}

  /** A model that may be called when there is money again. */
  private record Unaffordable(Choice choice, String why) implements Filtered {}

  private record Removed(Filter by, String why, Standing standing) implements Filtered {
    Removed(Filter by, String why) {
      this(by, why, Standing.CLOSED);
    }
  }

  private Filtered filter(Model model, RouteSpec route, Need need, Classified classified) {
    String asked = need.request().model();
    if (asked != null && !asked.equals(model.name())) {
      return new Removed(Filter.ASKED_FOR, "another model was asked for");
    }
    if (asked == null && !isAny(route) && !route.models().contains(model.name())) {
      return new Removed(Filter.ROUTE, "not in the route");
    }
    if (asked == null && !model.spec().tiers().contains(classified.tier())) {
      return new Removed(Filter.TIER, "not for this tier");
    }
    if (!model.abilities().containsAll(need.abilities())) {
      return new Removed(Filter.ABILITY, "lacks " + missing(need.abilities(), model));
    }
    long maxOutput = maxOutput(model, route, need);
    String tooLarge = tooLarge(model, need, maxOutput);
    if (tooLarge != null) {
      return new Removed(Filter.WINDOW, tooLarge);
    }
    Subject subject = subject(need, model, classified);
    Claim claim = rates.claim(subject, model.meter(), () -> need.size().count() + maxOutput);
    Standing standing = model.standing(claim);
    if (standing.state() == State.OPEN) {
      return new Removed(Filter.HEALTH, open(standing), standing);
    }
    if (standing.state() == State.LIMITED && standing.left() == null) {
      return new Removed(Filter.LIMIT, String.valueOf(standing.cause()), standing);
    }
    long bound = need.size().boundFor(model.calibration());
    Usd worst = model.prices().worstCase(need.at(), bound, maxOutput);
    long expected =
        route.expectedOutput() != null ? route.expectedOutput() : RouteSpec.DEFAULT_EXPECTED_OUTPUT;
    Choice choice =
        new Choice(model, maxOutput, Math.min(expected, maxOutput), worst, claim, standing);
    Demand demand = budgets.demand(limits, subject, need.at());
    if (demand != null && demand.stops()) {
      return new Unaffordable(choice, demand.toString());
    }
    Amount most = Amount.ofCall(worst, Math.addExact(bound, maxOutput));
    Shortage shortage = budgets.shortage(limits, subject, need.at(), most);
    if (shortage != null) {
      return new Unaffordable(choice, "may cost " + worst + " USD, " + shortage);
    }
    boolean saving = demand != null && demand.action() == BudgetAction.CHEAPEST;
    return new Kept(choice, saving);
  }

  private String open(Standing standing) {
    Instant until = standing.at(clock.instant()).until();
    return "circuit breaker open "
        + (until == null ? "" : "until " + until + ", ")
        + standing.cause();
  }

  /** The values under which a call of that model is counted. */
  public static Subject subject(Need need, Model model, Classified classified) {
    return Subject.of(
        need.request().metadata(), model.providerName(), model.name(), classified.tier());
  }

  private static String missing(Set<Ability> needed, Model model) {
    EnumSet<Ability> missing = EnumSet.copyOf(needed);
    missing.removeAll(model.abilities());
    return missing.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long maxOutput(Model model, RouteSpec route, Need need) {
    Long caller = need.request().maxOutputTokens();
    Long ofModel = model.spec().maxOutput();
    long most = ofModel != null ? ofModel : model.spec().contextWindow();
    if (caller == null && route.maxOutput() == null && ofModel == null) {
      return Math.min(most, RouteSpec.DEFAULT_MAX_OUTPUT);
    }
    if (route.maxOutput() != null) {
      most = Math.min(most, route.maxOutput());
    }
    return caller == null ? most : Math.min(most, caller);
  }

  private static @Nullable String tooLarge(Model model, Need need, long maxOutput) {
    long room = model.spec().contextWindow() - maxOutput;
    if (need.size().boundFor(model.calibration()) <= room) {
      return null;
    }
    long counted = need.size().estimateFor(model.calibration());
    return counted <= room
        ? null
        : counted
            + " tokens in and "
            + maxOutput
            + " out do not fit into "
            + model.spec().contextWindow();
  }
}
