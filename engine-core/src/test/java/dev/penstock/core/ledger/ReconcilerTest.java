package dev.penstock.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BadLine;
import dev.penstock.api.report.Difference;
import dev.penstock.api.report.Difference.Kind;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.api.report.Reconciliation;
import dev.penstock.api.report.Tolerance;
import dev.penstock.spi.store.LedgerRow;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final String HEAD = "date,model,input,cached,output,cost\n";

  private final LedgerRows rows = new LedgerRows();

  private static ReconcileSpec.Builder spec() {
    return ReconcileSpec.builder("p1", "date", "model")
        .input("input")
        .cacheRead("cached")
        .output("output")
        .cost("cost");
  }

  @Test
  void agreesWhereTheFiguresAddUp() throws IOException {
    call("p1", "m1", "2026-11-20T12:00:00Z", new Usage(70, 20, 5, 5, 10, 0, false), "0.25");
    call("p1", "m1", "2026-11-20T13:00:00Z", Usage.of(50, 5), "0.5");
    Reconciliation found =
        reconcile(HEAD + "2026-11-20,m1,100,20,10,0.25\n2026-11-20,m1,50,0,5,0.5\n", spec());
    assertThat(found.differences()).isEmpty();
    assertThat(found.agrees()).isTrue();
    assertThat(found.provider().cost()).isEqualTo(Usd.of("0.75"));
    assertThat(found.ledger().input()).isEqualTo(150);
  }

  @Test
  void listsWhatDiffersTheLargestCostFirst() throws IOException {
    call("p1", "tokens", "2026-11-20T12:00:00Z", Usage.of(100, 10), "0.20");
    call("p1", "cost", "2026-11-20T12:00:00Z", Usage.estimate(100, 10), "0.20");
    call("p1", "ours", "2026-11-20T12:00:00Z", Usage.of(100, 10), "0.90");
    call("p1", "same", "2026-11-20T12:00:00Z", Usage.of(100, 10), "5");
    call("p2", "other-provider", "2026-11-20T12:00:00Z", Usage.of(100, 10), "5");
    Reconciliation found =
        reconcile(
            HEAD
                + """
                2026-11-20,tokens,101,0,10,0.25
                2026-11-20,cost,100,0,10,0.30
                2026-11-20,theirs,1,0,1,0.40
                2026-11-20,same,100,0,10,5.00
                """,
            spec());
    assertThat(found.differences())
        .extracting(Difference::kind, Difference::model, Difference::cost)
        .containsExactly(
            tuple(Kind.MISSING_AT_PROVIDER, "ours", Usd.of("-0.90")),
            tuple(Kind.MISSING_IN_LEDGER, "theirs", Usd.of("0.40")),
            tuple(Kind.COST, "cost", Usd.of("0.10")),
            tuple(Kind.TOKENS, "tokens", Usd.of("0.05")));
    assertThat(found.differences().get(2).ledger())
        .satisfies(ledger -> assertThat(ledger.estimatedCost()).isEqualTo(Usd.of("0.20")));
    StringBuilder csv = new StringBuilder();
    found.writeCsv(csv);
    assertThat(LedgerRows.read(csv.toString()).getFirst())
        .containsEntry("kind", "missing-at-provider")
        .containsEntry("difference-usd", "-0.900000000")
        .containsEntry("provider-cost-usd", "")
        .containsEntry("ledger-cost-usd", "0.900000000");
  }

  @Test
  void toleratesAPercentageOrAnAmountWhicheverAllowsMore() throws IOException {
    call("p1", "m1", "2026-11-20T12:00:00Z", Usage.of(1_000, 10), "1");
    String export = HEAD + "2026-11-20,m1,1010,0,11,1.01\n";
    assertThat(reconcile(export, spec()).agrees()).isFalse();
    assertThat(reconcile(export, spec().tolerance(Tolerance.ofPercent("1"))).agrees()).isFalse();
    Tolerance both = new Tolerance(Tolerance.ofPercent("1").percent(), 1, Usd.ZERO);
    assertThat(reconcile(export, spec().tolerance(both)).agrees()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, UTC, 2026-11-20T23:59:59Z",
    "2026-11-20T12:00:00Z, UTC, 2026-11-20T00:00:00Z",
    "2026-11-21T01:00:00+02:00, UTC, 2026-11-20T00:00:00Z",
    "2026-11-20 23:30:00, America/New_York, 2026-11-21T04:59:59Z",
    "2026-11-20, Pacific/Apia, 2026-11-19T11:00:00Z",
    "1795176000, UTC, 2026-11-20T00:00:00Z",
    "1795176000000, UTC, 2026-11-20T00:00:00Z",
  })
  void takesTheDayInTheZoneOfTheExport(String time, String zone, String called) throws IOException {
    call("p1", "m1", called, Usage.of(100, 10), "1");
    Reconciliation found =
        reconcile(HEAD + time + ",m1,100,0,10,1\n", spec().zone(ZoneId.of(zone)));
    assertThat(found.first()).isEqualTo(DAY);
    assertThat(found.last()).isEqualTo(DAY);
    assertThat(found.agrees()).isTrue();
  }

  @Test
  void countsACallOnTheDayOnWhichItBeganNotItsRequest() throws IOException {
    LedgerRow row = row("p1", "m1", "2026-11-21T00:00:05Z", Usage.of(100, 10), "1");
    rows.add(
        new LedgerRow(
            row.id(),
            row.kind(),
            Instant.parse("2026-11-20T23:59:59Z"),
            row.started(),
            row.ended(),
            row.party(),
            row.taken(),
            row.responseId(),
            null,
            row.usage(),
            row.cost(),
            "",
            Usd.ZERO,
            Usd.ZERO));
    assertThat(reconcile(HEAD + "2026-11-21,m1,100,0,10,1\n", spec()).agrees()).isTrue();
  }

  @Test
  void addsColumnsTogetherAndKnowsModelsByOtherNames() throws IOException {
    call("p1", "m1", "2026-11-20T12:00:00Z", new Usage(70, 20, 5, 5, 10, 0, false), "1");
    ReconcileSpec.Builder spec =
        ReconcileSpec.builder("p1", "date", "model")
            .input("fresh", "read", "written")
            .cacheRead("read")
            .output("output")
            .model("m1-2026-01-01", "m1");
    Reconciliation found =
        reconcile(
            "model,date,fresh,read,written,output\nm1-2026-01-01,2026-11-20,70,20,10,10\n", spec);
    assertThat(found.agrees()).isTrue();
    assertThat(found.provider().cost()).isNull();
  }

  @Test
  void looksAtTheDaysThatWereAskedFor() throws IOException {
    call("p1", "m1", "2026-11-20T12:00:00Z", Usage.of(1, 1), "1");
    call("p1", "m1", "2026-11-22T12:00:00Z", Usage.of(1, 1), "1");
    Reconciliation found =
        reconcile(
            HEAD + "2026-11-19,m1,1,0,1,1\n2026-11-20,m1,1,0,1,1\n",
            spec().days(DAY, DAY.plusDays(1)));
    assertThat(found.agrees()).isTrue();
    assertThat(found.otherDays()).isEqualTo(1);
    assertThat(found.lines()).isEqualTo(2);
  }

  @Test
  void tellsEveryLineThatItCannotRead() throws IOException {
    call("p1", "m1", "2026-11-20T12:00:00Z", Usage.of(100, 10), "1");
    Reconciliation found =
        reconcile(
            HEAD
                + """
                2026-11-20,m1,100,0,10,1

                20.11.2026,m1,1,0,1,1
                2026-11-20,m1,1.5,0,1,1
                2026-11-20,m1,-1,0,1,1
                2026-11-20,m1,1,0,1,$1
                2026-11-20,m1,1,0,1,1E999999999
                2026-11-20,m1,1,0,1,1E50
                2026-11-20,,1,0,1,1
                2026-11-20,m1,1,0,1
                2026-11-20,m1,999999999999999999,999999999999999999,1,1
                "2026-11-20"x,m1,1,0,1,1
                """,
            spec());
    assertThat(found.badLines())
        .extracting(BadLine::number)
        .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 13L);
    assertThat(found.badLineCount()).isEqualTo(9);
    assertThat(found.agrees()).isFalse();
    assertThat(found.badLines().getFirst().problem())
        .startsWith("`20.11.2026` is no day or time; write 2026-11-20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "date,model,input,cached,output\n",
        "date,date,model,input,cached,output,cost\n",
        HEAD,
        HEAD + "yesterday,m1,1,0,1,1\n",
        "\"date"
      })
  void refusesAnExportThatTellsNothing(String export) {
    assertThatThrownBy(() -> reconcile(export, spec()))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("export");
  }

  @Test
  void holdsABoundedNumberOfModels() {
    StringBuilder export = new StringBuilder(HEAD);
    for (int i = 0; i <= 100_000; i++) {
      export.append("2026-11-20,m").append(i).append(",1,0,1,1\n");
    }
    assertThatThrownBy(() -> reconcile(export.toString(), spec()))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("more than 100000 days and models by line 100002");
  }

  private Reconciliation reconcile(String export, ReconcileSpec.Builder spec) throws IOException {
    return new Reconciler(rows.ledger).reconcile(new StringReader(export), spec.build());
  }

  private void call(String provider, String modelId, String at, Usage usage, String cost) {
    rows.add(row(provider, modelId, at, usage, cost));
  }

  private static LedgerRow row(
      String provider, String modelId, String at, Usage usage, String cost) {
    Instant instant = Instant.parse(at);
    return new LedgerRow(
        "a/1",
        LedgerRow.Kind.ANSWERED,
        instant,
        instant,
        instant.plusSeconds(1),
        new LedgerRow.Party("shop", null, Set.of()),
        new LedgerRow.Taken("all", "simple", null, provider, "name", modelId, false, false),
        null,
        null,
        usage,
        Usd.of(cost),
        "",
        Usd.ZERO,
        Usd.ZERO);
  }
}
