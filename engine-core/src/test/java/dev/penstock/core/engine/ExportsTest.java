package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.Prices;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.Repricing;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportsTest {
  private final TestEngine test = new TestEngine();
  private final Engine engine = test.engine(p -> p.route(TestEngine.cheapest()));

  @BeforeEach
  void spend() {
    for (int i = 0; i < 12; i++) {
      String tier = TestEngine.ALL_TIERS.get(i % 3);
      engine.route(
          ChatRequest.builder()
              .user(tier + " question " + i)
              .metadata(Metadata.builder().tenant("=cmd()").tag("team=a").build())
              .build());
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aReportAsCsvHasALineForEachValueOfEachDimension() throws IOException {
    StringBuilder csv = new StringBuilder();
    engine.report().writeCsv(csv);
    assertThat(csv.toString().lines().map(line -> line.substring(0, line.indexOf(",", 9))))
        .contains("dimension", "tenant,'=cmd()", "tag,team=a", "day,2026-11-20")
        .hasSize(1 + 1 + 2 + 2 + 3 + 1 + 1 + 1 + 1);
    assertThat(csv).contains(",12,0,12,1200,0,0,0,120,0,false," + engine.report().cost());
  }

  @Test
  void theChargesAddUpToTheReport() throws IOException {
    StringBuilder csv = new StringBuilder();
    engine.exportFocus(ReportQuery.ALL, csv);
    BigDecimal billed =
        csv.toString()
            .lines()
            .skip(1)
            .map(line -> new BigDecimal(line.substring(0, line.indexOf(','))))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(Usd.of(billed)).isEqualTo(engine.report().cost()).isGreaterThan(Usd.ZERO);
    assertThat(csv).contains("\"{\"\"team\"\":\"\"a\"\"}\"").contains(",uncached-input\r\n");
  }

  @Test
  void thePricesInForceAreWhatTheCallsHaveCost() {
    Repricing same = engine.reprice(ReportQuery.ALL, new Prices.InForce());
    assertThat(same.all().before()).isEqualTo(engine.report().cost());
    assertThat(same.all().difference()).isEqualTo(Usd.ZERO);
    assertThat(same.unpriced()).isEmpty();
  }

  @Test
  void theDearestModelWouldHaveCostWhatTheReportComparesWith() {
    assertThat(engine.reprice(ReportQuery.ALL, new Prices.OfModel("large")).all().after())
        .isEqualTo(engine.report().savings().baselineCost());
  }

  @Test
  void anotherPolicyIsCheckedBeforeItPrices() {
    Prices cheaper =
        new Prices.OfPolicy(test.policy().baseline("large").route(TestEngine.cheapest()).build());
    assertThat(engine.reprice(ReportQuery.ALL, cheaper).all().difference()).isEqualTo(Usd.ZERO);
    Prices wrong = new Prices.OfPolicy(test.policy().baseline("none").build());
    assertThatThrownBy(() -> engine.reprice(ReportQuery.ALL, wrong))
        .isInstanceOf(PolicyException.class);
    Prices missing = new Prices.OfFile(Path.of("no-such-policy.yaml"));
    assertThatThrownBy(() -> engine.reprice(ReportQuery.ALL, missing))
        .isInstanceOf(PolicyException.class);
    assertThatThrownBy(() -> engine.reprice(ReportQuery.ALL, new Prices.OfModel("none")))
        .isInstanceOfSatisfying(
            PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL));
  }

  @Test
  void aProvidersExportAgreesWithTheLedger() throws IOException {
    ReconcileSpec spec =
        ReconcileSpec.builder("dear", "day", "model").input("in").output("out").build();
    String export = "day,model,in,out\n2026-11-20,large,400,40\n";
    assertThat(engine.reconcile(new StringReader(export), spec).agrees()).isTrue();
  }
}
