package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.report.BudgetState;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Days of a budget that are not 24 hours long, or do not begin at midnight. */
final class ZoneProof {
  private static final Duration TICK = Duration.ofMillis(1);

  private static final String POLICY =
      """
      version: 1
      providers: {upstream: {plugin: instant}}
      models:
        one: {provider: upstream, tiers: [easy], context-window: 64k, price: {input: 1.00, output: 10.00}}
      tiers: [easy]
      budgets:
        - {name: day, scope: all, period: day, zone: ZONE, limit: 10.00 USD}
      routes:
        - {name: all, models: [one], rank: ordered, max-output: 500}
      """;

  /** Instants are literal: they are the tz database's, not computed as the engine does it. */
  private static final List<Day> DAYS =
      List.of(
          day("America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", "2026-03-09"),
          day("America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", "2026-11-02"),
          day("Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z", "2026-04-25"),
          day("America/Havana", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", "2026-03-09"),
          day("Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z", "2026-03-30"),
          day("Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", "2026-04-06"),
          day("Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31"));

  private ZoneProof() {}

  /** A day, and the date on which the next one falls. */
  private record Day(ZoneId zone, Instant from, Instant until, LocalDate next) {
    /** Spends a moment before it, at its beginning and at its end, and looks after it. */
    boolean holds() {
      FakeClock clock = new FakeClock(from.minus(TICK));
      try (Engine engine =
          Engine.builder()
              .plugin(new InstantFactory())
              .policy(POLICY.replace("ZONE", zone.getId()))
              .clock(clock)
              .ticker(clock.ticker())
              .build()) {
        long cost = spend(engine);
        boolean before = from.equals(state(engine).until());
        clock.advance(TICK);
        boolean empty = used(engine) == 0;
        spend(engine);
        clock.advance(Duration.between(from, until).minus(TICK));
        spend(engine);
        BudgetState last = state(engine);
        boolean whole = from.equals(last.from()) && until.equals(last.until());
        boolean counted = cost > 0 && used(engine) == 2 * cost;
        clock.advance(TICK);
        Instant begun = state(engine).from();
        return before
            && empty
            && whole
            && counted
            && used(engine) == 0
            && until.equals(begun)
            && next.equals(LocalDate.ofInstant(until, zone));
      }
    }

    private static long spend(Engine engine) {
      return engine.route(Workload.request()).cost().nanos();
    }

    private static long used(Engine engine) {
      return state(engine).used().nanos();
    }

    private static BudgetState state(Engine engine) {
      return engine.report().budgets().getFirst();
    }

    @Override
    public String toString() {
      return zone + " from " + from;
    }
  }

  static void show(Proof proof) {
    List<Day> wrong = new ArrayList<>();
    for (Day day : DAYS) {
      if (!day.holds()) {
        wrong.add(day);
      }
    }
    proof.shown(
        "days of 23, 25, 23, 23, 23, 24.5 and 0 hours that a budget got wrong",
        wrong.toString(),
        "[] of " + DAYS.size(),
        wrong.isEmpty());
  }

  private static Day day(String zone, String from, String until, String next) {
    return new Day(
        ZoneId.of(zone), Instant.parse(from), Instant.parse(until), LocalDate.parse(next));
  }
}
