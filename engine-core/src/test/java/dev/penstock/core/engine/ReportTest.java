package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import dev.penstock.api.report.ReportQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final TestEngine test = new TestEngine();

  @Test
  void addsUpInEveryDimension() {
    try (Engine engine =
        test.engine(
            p ->
                p.budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("5")))
                    .route(TestEngine.cheapest()))) {
      Usd spent = Usd.ZERO;
      for (int i = 0; i < 20; i++) {
        String tier = TestEngine.ALL_TIERS.get(i % 3);
        ChatRequest request =
            ChatRequest.builder()
                .user(tier + " question " + i)
                .metadata(Metadata.builder().tenant("t" + i % 2).tag("team=" + i % 4).build())
                .build();
        spent = spent.plus(engine.route(request).cost());
        test.clock.advance(Duration.ofMinutes(17));
      }
      Report report = engine.report();
      assertThat(report.queries()).isEqualTo(20);
      assertThat(report.cost()).isEqualTo(spent);
      assertThat(report.averageCost()).isEqualTo(spent.averageOver(20));
      for (List<ReportLine> lines :
          List.of(
              report.byProvider(),
              report.byModel(),
              report.byTier(),
              report.byTenant(),
              report.byRoute(),
              report.byTag(),
              report.byDay())) {
        assertThat(lines.stream().map(ReportLine::cost).reduce(Usd.ZERO, Usd::plus))
            .isEqualTo(spent);
        assertThat(lines.stream().mapToLong(ReportLine::queries).sum()).isEqualTo(20);
      }
      assertThat(report.byTier())
          .extracting(ReportLine::key)
          .containsExactly("simple", "moderate", "complex");
      assertThat(report.budgets().getFirst().used()).isEqualTo(spent);
      assertThat(report.savings().baselineCost())
          .as("20 answers of 100 tokens in and 10 out on the dear model")
          .isEqualTo(Usd.of("0.0056"));
      assertThat(report.savings().total()).isEqualTo(Usd.of("0.0056").minus(spent));
      assertThat(report.toJson()).contains("\"cost-usd\":" + spent);
    }
  }

  @Test
  void keepsToItsPeriodByWholeHoursAndAfterTwoDaysByDays() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Instant start = test.clock.instant();
      for (int i = 0; i < 100; i++) {
        engine.route(ChatRequest.of("simple question"));
        test.clock.advance(Duration.ofHours(1));
      }
      Instant end = test.clock.instant();
      assertThat(engine.report().queries()).isEqualTo(100);
      ReportQuery lastFive = new ReportQuery(end.minus(Duration.ofHours(5)), null);
      assertThat(engine.report(lastFive).queries()).isEqualTo(5);
      Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
      assertThat(engine.report(new ReportQuery(start, midnight)).queries()).isEqualTo(12);
      assertThat(engine.report(new ReportQuery(midnight, null)).queries()).isEqualTo(88);
      assertThat(engine.report().byDay())
          .extracting(ReportLine::queries)
          .containsExactly(12L, 24L, 24L, 24L, 16L);
    }
  }
}
