package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLoaderTest {
  private static final String PLUGIN = "plugin: fake,";

  @Test
  void loadsTheBasePolicyWithoutWarnings() {
    LoadedPolicy loaded = Policies.loader().load(Policies.base());
    Policy policy = loaded.policy();
    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.hash()).matches("[0-9a-f]{12}");
    assertThat(policy.models().get("m1").contextWindow()).isEqualTo(128_000);
    assertThat(policy.models().get("m1").price()).containsExactly(PricePeriod.of("0.15", "0.60"));
    assertThat(policy.budgets())
        .containsExactly(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("10")));
  }

  @Test
  void bindsEachKindOfSetting() {
    String settings =
        """
        plugin: fake, verbose: true, connections: 2k, factor: 0.5, pause: 1500ms, region: no,
            zones: [a, b], headers: {X-Team: "7"}, extra: {n: 7, d: 0.5, b: true, t: [x, "1"]},
        """;
    assertThat(settings(Policies.base(PLUGIN, settings.strip())))
        .satisfies(
            bound -> {
              assertThat(bound.verbose()).isTrue();
              assertThat(bound.connections()).isEqualTo(2000);
              assertThat(bound.factor()).isEqualTo(0.5);
              assertThat(bound.pause()).isEqualTo(Duration.ofMillis(1500));
              assertThat(bound.region()).isEqualTo("no");
              assertThat(bound.zones()).isEqualTo(Set.of("a", "b"));
              assertThat(bound.headers()).isEqualTo(Map.of("X-Team", "7"));
              assertThat(bound.extra())
                  .isEqualTo(
                      Map.of(
                          "n", 7L, "d", new BigDecimal("0.5"), "b", true, "t", List.of("x", "1")));
            });
  }

  @Test
  void collectsAllMistakesInTheOrderOfTheFile() {
    String text =
        Policies.base()
            .replace("version: 1", "version: one")
            .replace(
                "tiers: [simple], context-window: 128k", "tiers: simple, context-window: 128 k")
            .replace("zone: UTC, limit: 10 USD", "zone: Europe/Berln, limit: 10")
            .replace("rank: cheapest", "rank: cheap, nmae: x");
    PolicyException refusal = refusal(text);
    assertThat(refusal.problems())
        .extracting(PolicyProblem::code)
        .containsExactly("TYPE", "NUMBER", "ZONE", "UNIT", "ENUM", "UNKNOWN_KEY");
    assertThat(refusal.problems()).extracting(PolicyProblem::line).isSorted();
    assertThat(refusal).hasMessageContaining("did you mean `Europe/Berlin`?");
  }

  @Test
  void replacesReferencesInValues() {
    String text =
        Policies.base("https://api.example.com/v1", "https://api.example.com:${env:PORT}/v1")
            .replace("limit: 10 USD", "limit: \"${env:LIMIT}\"")
            .replace("plugin: fake,", "plugin: fake, region: \"$${x}\",");
    LoadedPolicy loaded = Policies.loader().load(text);
    assertThat(settings(loaded).baseUrl()).isEqualTo(URI.create("https://api.example.com:8443/v1"));
    assertThat(settings(loaded).region()).isEqualTo("${x}");
    assertThat(loaded.policy().budgets().getFirst().limit()).isEqualTo(Usd.of("10"));
  }

  @Test
  void readsReferencedFilesRelativeToThePolicy(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("key"), " sk-from-file\n");
    Path file =
        Files.writeString(
            folder.resolve("policy.yaml"), Policies.base("${env:P1_KEY}", "${file:key}"));
    FakeProviderSettings settings = settings(Policies.loader().load(file));
    assertThat(settings.apiKey()).isNotNull();
    assertThat(settings.apiKey().reveal()).isEqualTo("sk-from-file");
    assertThat(settings.apiKey().isLiteral()).isFalse();
  }

  @Test
  void saysHowAReferenceIsWritten() {
    PolicyProblem problem =
        refusal(Policies.base("${env:P1_KEY}", "${P1_KEY}")).problems().getFirst();
    assertThat(problem.code()).isEqualTo("REFERENCE");
    assertThat(problem.message()).contains("${env:P1_KEY}");
  }

  @Test
  void namesAMissingFileOfASecret() {
    assertThat(refusal(Policies.base("${env:P1_KEY}", "${file:none}")).problems())
        .extracting(PolicyProblem::code)
        .containsExactly("SECRET_MISSING");
  }

  @Test
  void refusesReferencesInKeysByNotKnowingThem() {
    assertThat(refusal(Policies.base("budgets:", "\"${env:LIMIT}\":")).problems())
        .extracting(PolicyProblem::code)
        .containsExactly("UNKNOWN_KEY");
  }

  @Test
  void doesNotRepeatWhatFollowsAKeyNamedLikeASecret() {
    String text =
        Policies.base(PLUGIN, "plugin: fake, extra: {access-token: \"sk-live-1234${X}\"},");
    assertThat(refusal(text)).hasMessageNotContaining("sk-live-1234");
  }

  @Test
  void doesNotRepeatAValueThatAPluginRepeats() {
    PolicyException refusal =
        refusal(Policies.base("api-key: \"${env:P1_KEY}\"", "region: \"${env:NONE}\""));
    assertThat(refusal).hasMessageContaining("NONE").hasMessageNotContaining("sk-from");
  }

  @Test
  void showsAtMostAHundredMistakes() {
    StringBuilder text = new StringBuilder(Policies.base());
    for (int i = 0; i < 300; i++) {
      text.append("unknown").append(i).append(": 1\n");
    }
    assertThat(refusal(text.toString()).problems())
        .hasSize(101)
        .last()
        .extracting(PolicyProblem::message)
        .isEqualTo("200 more mistakes are not shown");
  }

  @Test
  void checksAPolicyMadeInCode() {
    Policy policy =
        Policy.builder()
            .tiers("simple")
            .provider("p1", "fake", FakeProviderSettings.NONE)
            .model("m1", ModelSpec.of("p2", List.of("simple"), 1_000, PricePeriod.of("1", "2")))
            .route(RouteSpec.of("all", null, List.of("m1"), Rank.ORDERED))
            .build();
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(policy));
    assertThat(refusal.problems())
        .containsExactly(
            new PolicyProblem(
                "policy",
                0,
                0,
                "$.models.m1.provider",
                "UNKNOWN_PROVIDER",
                "there is no provider `p2`, did you mean `p1`?"));
  }

  @Test
  void hashesAPolicyMadeInCodeByWhatItSays() {
    assertThat(inCode("1").hash()).isEqualTo(inCode("1").hash()).isNotEqualTo(inCode("2").hash());
  }

  @Test
  void refusesSettingsOfAnotherPlugin() {
    Policy policy =
        Policy.builder()
            .tiers("simple")
            .provider("p1", "fake", new FakeClassifierFactory.Rule("a", "simple"))
            .model("m1", ModelSpec.of("p1", List.of("simple"), 1_000, PricePeriod.of("1", "2")))
            .route(RouteSpec.of("all", null, List.of("m1"), Rank.ORDERED))
            .build();
    assertThat(catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(policy)))
        .hasMessageContaining("SETTINGS_TYPE");
  }

  @Test
  void listsTheKnownPluginsForAnUnknownOne() {
    PolicyProblem problem = refusal(Policies.base(PLUGIN, "plugin: fakee,")).problems().getFirst();
    assertThat(problem.code()).isEqualTo("UNKNOWN_PLUGIN");
    assertThat(problem.path()).isEqualTo("$.providers.p1.plugin");
    assertThat(problem.message()).contains("did you mean `fake`?", "known: ", "the class path");
  }

  @Test
  void namesAPluginFolderThatIsNotThere(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("policy.yaml"), "plugins: extensions\n" + Policies.base());
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(file));
    assertThat(refusal.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("FOLDER_MISSING");
              assertThat(problem.line()).isEqualTo(1);
              assertThat(problem.message()).contains(folder.resolve("extensions").toString());
            });
  }

  private static LoadedPolicy inCode(String price) {
    return Policies.loader()
        .load(
            Policy.builder()
                .tiers("simple")
                .provider("p1", "fake", FakeProviderSettings.NONE)
                .model(
                    "m1", ModelSpec.of("p1", List.of("simple"), 1_000, PricePeriod.of(price, "2")))
                .route(RouteSpec.of("all", null, List.of("m1"), Rank.ORDERED))
                .build());
  }

  private static FakeProviderSettings settings(String text) {
    return settings(Policies.loader().load(text));
  }

  private static FakeProviderSettings settings(LoadedPolicy loaded) {
    return (FakeProviderSettings) loaded.policy().providers().get("p1").settings();
  }

  private static PolicyException refusal(String text) {
    return catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(text));
  }
}
