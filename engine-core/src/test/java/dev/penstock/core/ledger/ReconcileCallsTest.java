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
import dev.penstock.api.report.UsageExport;
import dev.penstock.spi.store.LedgerRow;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconcileCallsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final String NOON = "2026-11-20T12:00:00Z";
  private static final String HEAD = "id,at,model,input,output,cost\n";

  private final LedgerRows rows = new LedgerRows();

  private static ReconcileSpec.Builder spec() {
    return ReconcileSpec.builder("p1", "at", "model")
        .id("id")
        .input("input")
        .output("output")
        .cost("cost");
  }

  @Test
  void namesEachCallThatDiffers() throws IOException {
    call("a/1", "gen-same", NOON, "0.10");
    call("b/1", "gen-tokens", NOON, "0.20");
    call("c/1", "gen-cost", NOON, "0.30");
    call("d/1", "gen-ours", NOON, "0.40");
    Reconciliation found =
        reconcile(
            """
            gen-same,2026-11-20T12:00:00Z,vendor/m1-dated,100,10,0.10
            gen-tokens,2026-11-20T12:00:00Z,vendor/m1-dated,101,10,0.20
            gen-cost,2026-11-20T12:00:00Z,vendor/m1-dated,100,10,0.31
            gen-theirs,2026-11-20T12:00:00Z,vendor/m1-dated,100,10,0.50
            """);
    assertThat(found.differences())
        .extracting(Difference::kind, Difference::id, Difference::model, Difference::cost)
        .containsExactly(
            tuple(Kind.MISSING_IN_LEDGER, "gen-theirs", "vendor/m1-dated", Usd.of("0.50")),
            tuple(Kind.MISSING_AT_PROVIDER, "gen-ours", "m1", Usd.of("-0.40")),
            tuple(Kind.COST, "gen-cost", "m1", Usd.of("0.01")),
            tuple(Kind.TOKENS, "gen-tokens", "m1", Usd.ZERO));
    assertThat(found.ledger().cost()).isEqualTo(Usd.of("1.00"));
    StringBuilder csv = new StringBuilder();
    found.writeCsv(csv);
    assertThat(LedgerRows.read(csv.toString()).getFirst()).containsEntry("id", "gen-theirs");
  }

  @Test
  void findsACallByTheEnginesOwnIdAsWell() throws IOException {
    call("a/1", "gen-1", NOON, "0.10");
    call("a/2", null, NOON, "0.20");
    assertThat(reconcile("a/1,2026-11-20,m1,100,10,0.10\na/2,2026-11-20,m1,100,10,0.20\n").agrees())
        .isTrue();
  }

  @Test
  void addsUpLinesWithTheSameId() throws IOException {
    call("a/1", "gen-1", NOON, "0.10");
    assertThat(
            reconcile("gen-1,2026-11-20,m1,60,0,0.04\ngen-1,2026-11-20,m1,40,10,0.06\n").agrees())
        .isTrue();
  }

  @Test
  void comparesWhatHasNoIdByDayAndModel() throws IOException {
    call("a/1", null, NOON, "0.10");
    call("b/1", null, NOON, "0.20");
    call("c/1", "gen-3", NOON, "0.30");
    assertThat(
            reconcile(
                    """
                    gen-1,2026-11-20,m1,100,10,0.10
                    gen-2,2026-11-20,m1,100,10,0.20
                    gen-3,2026-11-20,m1,100,10,0.30
                    """)
                .agrees())
        .as("calls from before the ledger kept ids")
        .isTrue();
    assertThat(
            reconcile(
                    """
                    ,2026-11-20,m1,200,20,0.30
                    gen-3,2026-11-20,m1,100,10,0.30
                    """)
                .agrees())
        .as("lines without an id")
        .isTrue();
    assertThat(
            reconcile(
                    """
                    gen-1,2026-11-20,m1,100,10,0.10
                    gen-3,2026-11-20,m1,100,10,0.30
                    """)
                .differences())
        .extracting(Difference::kind, Difference::day, Difference::model, Difference::id)
        .containsExactly(tuple(Kind.TOKENS, DAY, "m1", null));
  }

  @Test
  void keepsACallApartThoughItsSideAlsoHasCallsWithoutAnId() throws IOException {
    call("a/1", null, NOON, "0.10");
    call("b/1", "gen-ours", NOON, "0.20");
    assertThat(reconcile("gen-1,2026-11-20,m1,100,10,0.10\n").differences())
        .extracting(Difference::kind, Difference::id)
        .containsExactly(tuple(Kind.MISSING_AT_PROVIDER, "gen-ours"));
  }

  @Test
  void aCallAroundMidnightMayBeBookedOnAnotherDay() throws IOException {
    call("a/1", "gen-1", "2026-11-20T23:59:59Z", "0.10");
    call("b/1", "gen-2", "2026-11-19T23:59:59Z", "0.10");
    String export =
        """
        gen-1,2026-11-21T00:00:01Z,m1,100,10,0.10
        gen-2,2026-11-20T00:00:01Z,m1,100,10,0.10
        """;
    for (LocalDate day : new LocalDate[] {DAY.minusDays(1), DAY, DAY.plusDays(1)}) {
      assertThat(reconcile(export, spec().days(day, day)).differences()).isEmpty();
    }
    assertThat(reconcile(export, spec().days(DAY, DAY)).provider().cost())
        .isEqualTo(reconcile(export, spec().days(DAY, DAY)).ledger().cost())
        .isEqualTo(Usd.of("0.10"));
  }

  @Test
  void holdsABoundedNumberOfCallsAndNoLongIds() throws IOException {
    StringBuilder export = new StringBuilder(HEAD);
    for (int i = 0; i <= 250_000; i++) {
      export.append("gen-").append(i).append(",2026-11-20,m1,1,1,1\n");
    }
    assertThatThrownBy(
            () ->
                new Reconciler(rows.ledger)
                    .reconcile(new StringReader(export.toString()), spec().build()))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("more than 250000 calls by line 250002; name the days");
    assertThat(
            reconcile("gen-1,2026-11-20,m1,1,1,1\n" + "x".repeat(513) + ",2026-11-20,m1,1,1,1\n")
                .badLines())
        .containsExactly(new BadLine(3, "its id is longer than 512 characters"));
  }

  @Test
  void knowsTheColumnsOfVendorsExports() throws IOException {
    call("a/1", "gen-1", NOON, "0.12");
    assertThat(
            of(
                UsageExport.OPENROUTER,
                """
                generation_id,created_at,cost_total,cost_web_search,cost_cache,tokens_prompt,\
                tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name
                gen-1,2026-11-20 12:00:01.713,0.12,0,0,100,10,3,0,openai/m1,OpenAI
                """))
        .isEmpty();
    assertThat(
            of(
                UsageExport.OPENAI,
                """
                start_time,end_time,start_time_iso,end_time_iso,num_model_requests,model,batch,\
                input_tokens,output_tokens,input_cached_tokens
                1795046400,1795132800,2026-11-19T00:00:00,2026-11-20T00:00:00,,,,,,
                1795132800,1795219200,2026-11-20T00:00:00,2026-11-21T00:00:00,1,m1,false,100,10,0
                """))
        .isEmpty();
    assertThat(
            of(
                UsageExport.ANTHROPIC,
                """
                usage_date_utc,model_version,api_key,workspace,usage_type,context_window,\
                usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,\
                usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,\
                usage_output_tokens,web_search_count
                2026-11-20,m1,shop,Default,standard,\u2264 200k,60,20,20,0,10,0
                """))
        .isEmpty();
  }

  @Test
  void aDayWithoutUsageInTheExportIsCompared() throws IOException {
    call("a/1", null, NOON, "0.12");
    assertThat(
            of(
                UsageExport.OPENAI,
                """
                start_time,model,input_tokens,output_tokens,input_cached_tokens
                1795132800,,,,
                """))
        .extracting(Difference::kind)
        .containsExactly(Kind.MISSING_AT_PROVIDER);
  }

  private Iterable<Difference> of(UsageExport export, String csv) throws IOException {
    Reconciliation found =
        new Reconciler(rows.ledger)
            .reconcile(new StringReader(csv), ReconcileSpec.builder("p1", export).build());
    assertThat(found.badLines()).isEmpty();
    return found.differences();
  }

  private Reconciliation reconcile(String lines) throws IOException {
    return reconcile(lines, spec());
  }

  private Reconciliation reconcile(String lines, ReconcileSpec.Builder spec) throws IOException {
    return new Reconciler(rows.ledger).reconcile(new StringReader(HEAD + lines), spec.build());
  }

  private void call(String id, @Nullable String responseId, String at, String cost) {
    Instant instant = Instant.parse(at);
    rows.add(
        new LedgerRow(
            id,
            LedgerRow.Kind.ANSWERED,
            instant,
            instant,
            instant.plusSeconds(1),
            new LedgerRow.Party("shop", null, Set.of()),
            new LedgerRow.Taken("all", "simple", null, "p1", "name", "m1", false, false),
            responseId,
            null,
            Usage.of(100, 10),
            Usd.of(cost),
            "",
            Usd.ZERO,
            Usd.ZERO));
  }
}
