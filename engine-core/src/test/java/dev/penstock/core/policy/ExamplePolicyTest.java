package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.penstock.api.chat.Priority;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.DayWindow;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExamplePolicyTest {
  private final LoadedPolicy loaded = Policies.loader().load(Policies.resource("example.yaml"));
  private final Policy policy = loaded.policy();

  @Test
  void hasNoWarnings() {
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void keepsTheOrderOfProvidersAndModels() {
    assertThat(policy.providers()).containsOnlyKeys("holysheep", "deepseek", "google");
    assertThat(policy.models().keySet())
        .containsExactly("holysheep-chat", "deepseek-v3.2", "gemini-2.5-flash", "gpt-4.1");
  }

  @Test
  void readsUnits() {
    assertThat(policy.models().get("gpt-4.1").maxOutput()).isEqualTo(32_000);
    assertThat(policy.models().get("gemini-2.5-flash").contextWindow()).isEqualTo(1_000_000);
    assertThat(policy.models().get("gpt-4.1").latency()).isEqualTo(Duration.ofMillis(800));
    assertThat(policy.classifiers().getFirst().minConfidence()).isEqualTo(Share.ofPercent(70));
    assertThat(policy.deadlines().request()).isEqualTo(Duration.ofSeconds(40));
    assertThat(policy.budgets().getFirst().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void readsOneOrMany() {
    assertThat(policy.models().get("deepseek-v3.2").tiers()).containsExactly("simple");
    assertThat(policy.models().get("deepseek-v3.2").price()).hasSize(1);
    assertThat(policy.routes().getLast().models()).isEqualTo(List.of("any"));
    assertThat(policy.cache()).isNotNull();
    assertThat(policy.cache().never()).isNotNull();
    assertThat(policy.cache().never().priority()).containsExactly(Priority.URGENT);
  }

  @Test
  void readsPriceLists() {
    assertThat(policy.models().get("gpt-4.1").abilities())
        .containsExactlyInAnyOrder(Ability.TOOLS, Ability.JSON_SCHEMA, Ability.VISION);
    assertThat(policy.models().get("gpt-4.1").price())
        .satisfiesExactly(
            base -> assertThat(base.cachedInput()).isEqualTo(new BigDecimal("0.50")),
            night -> assertThat(night.between()).isEqualTo(DayWindow.parse("16:30-00:30")),
            large -> assertThat(large.above()).isEqualTo(200_000),
            later -> assertThat(later.from()).isEqualTo(LocalDate.of(2026, 12, 1)));
    assertThat(policy.routes().get(2).weights()).isEqualTo(Map.of("gemini-2.5-flash", 3L));
  }

  @Test
  void aPolicyOfTwoHundredModelsLoadsFast() {
    StringBuilder models = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      models
          .append("  many-")
          .append(i)
          .append(": {provider: p1, tiers: [simple], context-window: 8k,")
          .append(" price: {input: 0.1, output: 0.2}}\n");
    }
    String text = Policies.base("tiers: [simple]\nbudgets", models + "tiers: [simple]\nbudgets");
    LoadedPolicy large = assertTimeout(Duration.ofSeconds(3), () -> Policies.loader().load(text));
    assertThat(large.policy().models()).hasSize(201);
  }
}
