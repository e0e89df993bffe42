package dev.penstock.telemetry;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Availability;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.ModelState;
import dev.penstock.api.report.ReportQuery;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an engine's budgets and models are like whenever metrics are collected. */
final class EngineGauges {
  /** No rows of the ledger: only the budgets are wanted. */
  private static final ReportQuery NOTHING = new ReportQuery(Instant.EPOCH, Instant.EPOCH);

  private final Sets budgetSets = new Sets("penstock.budget");
  private final Sets stateSets = new Sets("penstock.model", "penstock.provider", "penstock.state");
  private final Sets providerSets = new Sets("penstock.provider");
  private final Meter meter;
  private final ObservableDoubleMeasurement limit;
  private final ObservableDoubleMeasurement used;
  private final ObservableDoubleMeasurement held;
  private final ObservableDoubleMeasurement share;
  private final ObservableLongMeasurement availability;
  private final ObservableLongMeasurement calls;

  EngineGauges(Meter meter) {
    this.meter = meter;
    limit =
        gauge("budget.limit", "USD", "Limits of a budget in their period, all scopes together.");
    used = gauge("budget.used", "USD", "What was spent of a budget, all scopes together.");
    held = gauge("budget.held", "USD", "What running requests may yet spend of a budget.");
    share = gauge("budget.share", "1", "Used over limit, of the scope that is nearest to its end.");
    availability =
        meter
            .gaugeBuilder("penstock.model.state")
            .ofLongs()
            .setUnit("1")
            .setDescription("1 for the state that a model is in, 0 for the others.")
            .buildObserver();
    calls =
        meter
            .upDownCounterBuilder("penstock.provider.calls")
            .setUnit("{attempt}")
            .setDescription("Calls to a provider instance that are under way.")
            .buildObserver();
  }

  private ObservableDoubleMeasurement gauge(String name, String unit, String description) {
    return meter
        .gaugeBuilder("penstock." + name)
        .setUnit(unit)
        .setDescription(description)
        .buildObserver();
  }

  BatchCallback of(Engine engine) {
    return meter.batchCallback(
        () -> observe(engine), limit, used, held, share, availability, calls);
  }

  private void observe(Engine engine) {
    try {
      budgets(engine);
      models(engine);
    } catch (PenstockException e) {
      // A closed engine, or a ledger that cannot be read: there is nothing to tell.
    }
  }

  /** The scopes of one budget together: their names may be those of tenants and users. */
  private static final class Sum {
    private Usd limit = Usd.ZERO;
    private Usd used = Usd.ZERO;
    private Usd held = Usd.ZERO;
    private double share;
    private boolean limited;

    void add(BudgetState state) {
      used = used.plus(state.used());
      held = held.plus(state.held());
      share = Math.max(share, state.percent().doubleValue() / 100);
      Usd own = state.limit();
      if (own != null) {
        limit = limit.plus(own);
        limited = true;
      }
    }
  }

  private void budgets(Engine engine) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (BudgetState state : engine.report(NOTHING).budgets()) {
      sums.computeIfAbsent(state.name(), name -> new Sum()).add(state);
    }
    sums.forEach(
        (name, sum) -> {
          var attributes = budgetSets.of(name);
          if (sum.limited) {
            limit.record(dollars(sum.limit), attributes);
          }
          used.record(dollars(sum.used), attributes);
          held.record(dollars(sum.held), attributes);
          share.record(sum.share, attributes);
        });
  }

  private static double dollars(Usd amount) {
    return amount.nanos() / 1e9;
  }

  private void models(Engine engine) {
    Map<String, Integer> running = new HashMap<>();
    for (ModelState model : engine.health()) {
      running.put(model.provider(), model.inFlight());
      for (Availability.State state : Availability.State.values()) {
        availability.record(
            model.availability().state() == state ? 1 : 0,
            stateSets.of(model.model(), model.provider(), Words.word(state)));
      }
    }
    running.forEach((provider, count) -> calls.record(count, providerSets.of(provider)));
  }
}
