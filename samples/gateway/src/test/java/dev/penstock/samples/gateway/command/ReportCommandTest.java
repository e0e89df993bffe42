package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}, while an engine has the ledger open. */
class ReportCommandTest {
  private final String policy;
  private final Engine owner;

  ReportCommandTest(@TempDir Path folder) throws IOException {
    policy = Policies.write(folder, "ledger: {plugin: sqlite, path: ledger.db}").toString();
    owner = Engine.builder().policy(Path.of(policy)).build();
  }

  @BeforeEach
  void ask() {
    owner.route(ChatRequest.ofTenant("shop", "hello"));
    owner.route(ChatRequest.ofTenant("desk", "hello"));
    assertThat(owner.report().queries()).isEqualTo(2); // and the rows are in the file
  }

  @AfterEach
  void close() {
    owner.close();
  }

  @Test
  void tellsWhatTheOwnerWouldTell() {
    Typed json = Typed.of("report", "--policy", policy, "--json");
    assertThat(json.code()).isZero();
    assertThat(json.json()).containsEntry("queries", 2);
    assertThat(json.out()).contains("\"cost-usd\":" + owner.report().cost());

    Typed text = Typed.of("report", "--policy", policy);
    assertThat(text.out())
        .startsWith("2 answered")
        .contains("shop", owner.report().cost() + " USD");
    Typed csv = Typed.of("report", "--policy", policy, "--format", "csv");
    assertThat(csv.out()).startsWith("dimension,key,");
    Typed focus = Typed.of("report", "--policy", policy, "--format", "focus");
    assertThat(focus.out()).contains("BilledCost").contains("shop");
  }

  @Test
  void tellsOfATenantAlone() {
    Typed json = Typed.of("report", "--policy", policy, "--tenant", "shop", "--json");
    assertThat(json.json()).containsEntry("key", "shop").containsEntry("queries", 1);
    assertThat(Typed.of("report", "--policy", policy, "--tenant", "shop").out())
        .contains("shop")
        .doesNotContain("desk");
    Typed nobody = Typed.of("report", "--policy", policy, "--tenant", "nobody");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(Typed.of("report", "--policy", policy, "--tenant", "shop", "--format", "csv").code())
        .isEqualTo(2);
  }

  @Test
  void tellsOfAPeriodAlone() {
    Typed before = Typed.of("report", "--policy", policy, "--json", "--until", "2020-01-01");
    assertThat(before.json()).containsEntry("queries", 0);
    Typed since =
        Typed.of(
            "report", "--policy", policy, "--json", "--from", "2020-01-01", "--zone", "Asia/Tokyo");
    assertThat(since.json()).containsEntry("queries", 2);
    assertThat(Typed.of("report", "--policy", policy, "--from", "yesterday").err())
        .contains("--from must be a day such as");
    assertThat(Typed.of("report", "--policy", policy, "--zone", "Mars").err()).contains("--zone");
    Typed backwards =
        Typed.of("report", "--policy", policy, "--from", "2026-02-01", "--until", "2026-01-01");
    assertThat(backwards.code()).isEqualTo(2);
  }

  @Test
  void aPolicyWithoutALedgerIsOfNoUse(@TempDir Path other) throws IOException {
    Typed typed = Typed.of("report", "--policy", Policies.write(other, "").toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("names no ledger").contains("sqlite");
    assertThat(Typed.of("report").err()).contains("--policy");
  }

  @Test
  void askingNeedsTheLedgerForItself() {
    Typed typed = Typed.of("ask", "--policy", policy, "hello");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("another engine has the ledger");
    assertThat(Typed.of("explain", "--policy", policy, "hello").code()).isZero();
  }
}
