package dev.penstock.core.select;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.model.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders the models that passed the filters by a route's rank; ties keep the route's order. */
final class Ranking {
  private static final Duration UNKNOWN = Duration.ofDays(1);

  private Ranking() {}

  static List<Choice> rank(List<Choice> kept, RouteSpec route, Rank rank, Need need) {
    if (kept.size() < 2) {
      return kept;
    }
    return switch (rank) {
      case ORDERED -> kept;
      case CHEAPEST -> cheapest(kept, need);
      case FASTEST -> sorted(kept, Comparator.comparing(c -> latency(c.model(), need)));
      case WEIGHTED -> sorted(kept, Comparator.comparingDouble(c -> draw(c.model(), route, need)));
    };
  }

  /** What the place of a model rests on. */
  static String reason(Model model, RouteSpec route, Rank rank, Need need) {
    return switch (rank) {
      case ORDERED -> "place in the route";
      case CHEAPEST -> "expected cost";
      case FASTEST -> {
        boolean measured = measured(model, need) != null;
        Duration latency = latency(model, need);
        yield latency.equals(UNKNOWN)
            ? "latency unknown"
            : latency.toMillis() + " ms, " + (measured ? "measured" : "stated");
      }
      case WEIGHTED -> "weight " + weight(model, route);
    };
  }

  /** The expected cost of so many counted tokens, as many as they are to that model. */
  static Usd expectedCost(Choice choice, Need need, long counted) {
    long inputTokens = choice.model().calibration().estimate(counted);
    return choice
        .model()
        .prices()
        .at(need.at(), inputTokens)
        .cost(Usage.of(inputTokens, choice.expectedOutput()));
  }

  /**
   * Costs grow in a straight line with the input tokens. If the order is the same for none and for
   * the bound, it is the same for every count between, and nothing needs to be counted.
   */
  private static List<Choice> cheapest(List<Choice> kept, Need need) {
    long bound = need.size().bound();
    if (need.size().countIfKnown() == null && flat(kept, bound)) {
      List<Choice> atBound = byCost(kept, need, bound);
      if (isOrdered(atBound, need, 0)) {
        return atBound;
      }
    }
    return byCost(kept, need, need.size().count());
  }

  private static boolean flat(List<Choice> kept, long bound) {
    for (Choice choice : kept) {
      if (!choice.model().prices().flatUpTo(choice.model().calibration().estimate(bound))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOrdered(List<Choice> choices, Need need, long tokens) {
    for (int i = 1; i < choices.size(); i++) {
      Usd before = expectedCost(choices.get(i - 1), need, tokens);
      if (before.compareTo(expectedCost(choices.get(i), need, tokens)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Choice> byCost(List<Choice> kept, Need need, long tokens) {
    return sorted(kept, Comparator.comparing(c -> expectedCost(c, need, tokens)));
  }

  private static List<Choice> sorted(List<Choice> kept, Comparator<Choice> order) {
    List<Choice> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted;
  }

  private static Duration latency(Model model, Need need) {
    Duration measured = measured(model, need);
    if (measured != null) {
      return measured;
    }
    Duration stated = model.spec().latency();
    return stated != null ? stated : UNKNOWN;
  }

  private static @Nullable Duration measured(Model model, Need need) {
    return need.streamed() ? model.firstToken().measured() : model.whole().measured();
  }

  private static long weight(Model model, RouteSpec route) {
    return route.weights().getOrDefault(model.name(), 1L);
  }

  /**
   * Weighted rendezvous hashing: the smallest of -ln(u)/weight wins with a probability in
   * proportion to its weight, and the same session always draws the same u for a model.
   */
  private static double draw(Model model, RouteSpec route, Need need) {
    long weight = weight(model, route);
    if (weight == 0) {
      return Double.POSITIVE_INFINITY;
    }
    String session = need.request().metadata().session();
    long bits = mix(session != null ? session : need.id(), model.name());
    double u = ((bits >>> 11) + 1) * 0x1.0p-53;
    return -Math.log(u) / weight;
  }

  /** FNV-1a over both texts, then the finalizer of MurmurHash3. */
  private static long mix(String session, String model) {
    long hash = 0xcbf29ce484222325L;
    for (String text : List.of(session, "/", model)) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
