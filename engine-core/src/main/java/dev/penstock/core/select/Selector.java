package dev.penstock.core.select;

import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.Candidate;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.budget.Shortage;
import dev.penstock.core.budget.Subject;
import dev.penstock.core.model.Model;
import dev.penstock.core.model.Models;
import java.time.Duration;
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

  /** A selector for one policy. */
  public Selector(Policy policy, Models models, Budgets budgets) {
    this.routes = new Routes(policy.routes());
    policy.routes().forEach(route -> inOrder.put(route, inOrderOf(route, models)));
    this.budgets = budgets;
    this.limits = policy.budgets();
  }

  /** The route that a request takes, or null if none fits. */
  public @Nullable RouteSpec route(Metadata metadata, Classified classified) {
    return routes.match(metadata, classified);
  }

  /** Filters and ranks. */
  public Selection select(RouteSpec route, Need need, Classified classified) {
    List<Choice> kept = new ArrayList<>();
    List<Candidate> removed = new ArrayList<>();
    for (Model model : inOrder.getOrDefault(route, List.of())) {
      Filtered filtered = filter(model, route, need, classified);
      switch (filtered) {
        case Kept(Choice choice) -> kept.add(choice);
        case Removed(Filter by, String why) -> removed.add(candidate(model, 0, by, why, null));
      }
    }
    List<Choice> ranked = limitedLast(Ranking.rank(kept, route, need));
    Long counted = need.size().countIfKnown();
    List<Candidate> candidates = new ArrayList<>(kept.size() + removed.size());
    for (int i = 0; i < ranked.size(); i++) {
      Choice choice = ranked.get(i);
      candidates.add(
          candidate(
              choice.model(),
              i + 1,
              null,
              reason(choice.model(), route, need),
              counted == null ? null : Ranking.expectedCost(choice, need, counted)));
    }
    candidates.addAll(removed);
    return new Selection(route, ranked, candidates);
  }

  /** A provider that wants to be left alone is asked last, and is never shut out. */
  private static List<Choice> limitedLast(List<Choice> ranked) {
    List<Choice> last = null;
    for (Choice choice : ranked) {
      if (!choice.model().traffic().limitedFor().isZero()) {
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

  private static String reason(Model model, RouteSpec route, Need need) {
    Duration limited = model.traffic().limitedFor();
    String reason = Ranking.reason(model, route, need);
    return limited.isZero()
        ? reason
        : reason + ", last because rate limited for " + limited.toSeconds() + " s more";
  }

  private static Candidate candidate(
      Model model, int rank, @Nullable Filter by, String reason, @Nullable Usd cost) {
    return new Candidate(
        model.name(), model.providerName(), model.simulated(), rank, by, reason, cost);
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

  private record Kept(Choice choice) implements Filtered {}

  private record Removed(Filter by, String why) implements Filtered {}

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
    String unavailable = model.health().unavailable();
    if (unavailable != null) {
      return new Removed(Filter.HEALTH, unavailable);
    }
    Usd worst = model.prices().worstCase(need.at(), need.size().bound(), maxOutput);
    Shortage shortage =
        budgets.shortage(limits, subject(need, model, classified), need.at(), worst);
    if (shortage != null) {
      return new Removed(Filter.BUDGET, "may cost " + worst + " USD, " + shortage);
    }
    long expected =
        route.expectedOutput() != null ? route.expectedOutput() : RouteSpec.DEFAULT_EXPECTED_OUTPUT;
    return new Kept(new Choice(model, maxOutput, Math.min(expected, maxOutput), worst));
  }

  /** The values under which a call of that model is counted. */
  public static Subject subject(Need need, Model model, Classified classified) {
    Metadata metadata = need.request().metadata();
    String user = metadata.user();
    return new Subject(
        metadata.tenant(),
        user == null ? Subject.NO_USER : user,
        model.providerName(),
        model.name(),
        classified.tier());
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
    if (need.size().bound() <= room) {
      return null;
    }
    long counted = need.size().count();
    return counted <= room
        ? null
        : counted
            + " tokens in and "
            + maxOutput
            + " out do not fit into "
            + model.spec().contextWindow();
  }
}
