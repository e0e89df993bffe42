package dev.penstock.core.budget;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Balance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the listeners when a share of a budget is spent, once for each share and period. */
final class Alerts {
  private static final int MOST = 100_000;

  private final Listeners listeners;
  private final Map<AccountId, Integer> told = new ConcurrentHashMap<>();

  Alerts(Listeners listeners) {
    this.listeners = listeners;
  }

  /** Begins to look at an account; what was spent before, in a former life, is not told again. */
  void watch(Hold.Watched watched, Balance balance, Instant now) {
    if (told.size() > MOST) {
      told.keySet().removeIf(id -> id.until() != null && id.until().isBefore(now));
    }
    told.putIfAbsent(watched.account(), reached(watched, balance));
  }

  /** Looks again after something was posted. */
  void posted(Hold.Watched watched, Balance balance, Instant now) {
    int reached = reached(watched, balance);
    List<Integer> news = new ArrayList<>(0);
    told.compute(
        watched.account(),
        (account, before) -> {
          for (int step = before == null ? 0 : before; step < reached; step++) {
            news.add(step);
          }
          return before == null ? reached : Math.max(before, reached);
        });
    if (!news.isEmpty()) {
      List<Map.Entry<Share, BudgetAction>> steps = List.copyOf(watched.budget().at().entrySet());
      BudgetState state = Pace.state(watched.budget(), balance, now);
      for (int step : news) {
        Map.Entry<Share, BudgetAction> at = steps.get(step);
        listeners.tell(() -> new EngineEvent.BudgetAlert(at.getKey(), at.getValue(), state));
      }
    }
  }

  private static int reached(Hold.Watched watched, Balance balance) {
    return new Pace(watched.budget(), balance.posted()).sharesReached();
  }
}
