package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private static final String PLAIN =
      "context-window: 128k, max-output: 4096, price: {input: 0.15, output: 0.60}";
  private static final String OWN =
      """
      models:
        shop-large:
          context-window: 64k
          max-output: 8k
          abilities: [tools]
          price: {input: 1.00, output: 2.00}
          flex: 50%
          price-source: https://example.com/prices
          price-as-of: 2026-11-01
      """;

  @TempDir Path folder;

  @Test
  void takesFromTheCatalogueWhatTheModelDoesNotSay() throws IOException {
    ModelSpec model = model(load(policy("prices.yaml", "like: shop-large")));
    assertThat(model.id()).isEqualTo("shop-large");
    assertThat(model.contextWindow()).isEqualTo(64_000);
    assertThat(model.maxOutput()).isEqualTo(8_000);
    assertThat(model.abilities()).containsExactly(Ability.TOOLS);
    assertThat(model.price().getFirst().output()).isEqualByComparingTo("2.00");
    assertThat(model.flex()).isEqualTo(new Share(new BigDecimal("50")));
    assertThat(model.priceSource()).isEqualTo(URI.create("https://example.com/prices"));
    assertThat(model.priceAsOf()).isEqualTo(LocalDate.parse("2026-11-01"));
  }

  @Test
  void takesReferencesAsEverywhere() throws IOException {
    Files.writeString(folder.resolve("which.txt"), "shop-large\n");
    Files.writeString(folder.resolve("file.txt"), "prices.yaml\n");
    ModelSpec model = model(load(policy("\"${file:file.txt}\"", "like: \"${file:which.txt}\"")));
    assertThat(model.id()).isEqualTo("shop-large");
    assertThat(model.like()).isEqualTo("shop-large");
  }

  @Test
  void takesNoPriceFromTheCatalogueForAModelWithItsOwn() throws IOException {
    ModelSpec model =
        model(
            load(
                policy(
                    "prices.yaml",
                    "like: shop-large, id: mine, max-output: 1k, price: {input: 3, output: 4}")));
    assertThat(model.id()).isEqualTo("mine");
    assertThat(model.maxOutput()).isEqualTo(1_000);
    assertThat(model.price()).singleElement().extracting("input").hasToString("3");
    assertThat(model.flex()).isNull();
    assertThat(model.priceSource()).isNull();
  }

  @Test
  void takesTheLaterOfTwoCatalogues() throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"), OWN.replace("shop-large", "gpt-4.1").replace("64k", "32k"));
    assertThat(model(load(policy("[catalogue, mine.yaml]", "like: gpt-4.1"))).contextWindow())
        .isEqualTo(32_000);
    assertThat(model(load(policy("[mine.yaml, catalogue]", "like: gpt-4.1"))).contextWindow())
        .isEqualTo(1_047_576);
  }

  @Test
  void asksForTheWindowThatTheCatalogueDoesNotSay() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    Files.writeString(folder.resolve("prices.yaml"), OWN.replace("    context-window: 64k\n", ""));
    assertThat(refusal(file).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("REQUIRED");
              assertThat(problem.path()).isEqualTo("$.models.m1.context-window");
              assertThat(problem.line()).isEqualTo(6);
              assertThat(problem.message()).contains("shop-large").endsWith("say it here");
            });
    Files.writeString(
        file, Files.readString(file).replace("shop-large", "shop-large, context-window: 32k"));
    assertThat(model(load(file)).contextWindow()).isEqualTo(32_000);
  }

  @Test
  void keepsThePagesOfLimitsAndAbilitiesInTheCatalogue() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    LoadedPolicy without = load(file);
    Files.writeString(
        folder.resolve("prices.yaml"),
        OWN
            + """
                model-source: [https://example.com/large, https://example.com/tools]
                model-as-of: 2026-10-01
            """);
    assertThat(model(load(file))).isEqualTo(model(without));
  }

  @ParameterizedTest
  @CsvSource({
    "model-as-of, model-as-of: 2026-10-01",
    "model-source, model-source: https://example.com/large",
    "model-source, '{model-source: http://example.com/large, model-as-of: 2026-10-01}'",
    "context-window, context-window: 0",
    "max-output, max-output: 65k"
  })
  void refusesAnEntryThatIsWrong(String key, String line) throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    String added = line.replaceAll("[{}]", "").replace(", ", "\n    ");
    Files.writeString(
        folder.resolve("prices.yaml"),
        OWN.replaceFirst(" {4}" + key + ": .*\n", "") + "    " + added + "\n");
    assertThat(refusal(file).problems())
        .extracting(PolicyProblem::path)
        .containsExactly("$.models.shop-large." + key);
  }

  @Test
  void refusesAMisspeltKeyWithItsPlace() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    Files.writeString(folder.resolve("prices.yaml"), OWN.replace("max-output", "max-ouput"));
    assertThat(refusal(file).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).endsWith("prices.yaml");
              assertThat(problem.line()).isEqualTo(4);
              assertThat(problem.column()).isEqualTo(5);
              assertThat(problem.code()).isEqualTo("UNKNOWN_KEY");
              assertThat(problem.message()).contains("max-output");
            });
  }

  @Test
  void hintsAtTheNameThatTheVendorWrites() throws IOException {
    assertThat(refusal(policy("catalogue", "like: claude-sonnet-4.5")).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("claude-sonnet-4-5"));
  }

  @Test
  void warnsOfAPriceThatIsOld() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    Instant later = Instant.parse("2027-05-01T00:00:00Z");
    assertThat(Policies.loader(later).load(file).warnings())
        .extracting(PolicyProblem::code, PolicyProblem::path)
        .containsExactly(tuple("PRICE_OLD", "$.models.m1.price-as-of"));
    assertThat(Policies.loader(later.minusSeconds(86_400)).load(file).warnings()).isEmpty();
  }

  @Test
  void aChangedCatalogueChangesTheHashOfThePolicy() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    String before = load(file).hash();
    assertThat(load(file).hash()).isEqualTo(before);
    Files.writeString(folder.resolve("prices.yaml"), OWN.replace("2.00", "2.01"));
    assertThat(load(file).hash()).isNotEqualTo(before);
  }

  @Test
  void namesTheCatalogueAndTheLineOfAMistakeInIt() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    Files.writeString(folder.resolve("prices.yaml"), OWN.replace("input: 1.00", "input: -1"));
    assertThat(refusal(file).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).endsWith("prices.yaml");
              assertThat(problem.line()).isEqualTo(6);
            });
  }

  @Test
  void refusesWhatNoCatalogueHas() throws IOException {
    assertThat(refusal(policy("prices.yaml", "like: shop-larg")).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("UNKNOWN_LIKE");
              assertThat(problem.path()).isEqualTo("$.models.m1.like");
              assertThat(problem.message()).contains("shop-large");
            });
  }

  @Test
  void refusesLikeWithoutImport() {
    String text = Policies.base(PLAIN, "like: gpt-4.1");
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(text));
    assertThat(refusal.problems()).extracting(PolicyProblem::code).containsExactly("UNKNOWN_LIKE");
  }

  @Test
  void refusesACatalogueThatIsMissing() throws IOException {
    assertThat(refusal(policy("none.yaml", "like: gpt-4.1")).problems())
        .extracting(PolicyProblem::code)
        .containsExactly("FILE_MISSING");
  }

  @Test
  void refusesAnEntryWithoutItsPage() throws IOException {
    Path file = policy("prices.yaml", "like: shop-large");
    Files.writeString(
        folder.resolve("prices.yaml"), OWN.replace("price-source: https", "price-source: http"));
    assertThat(refusal(file).problems())
        .extracting(PolicyProblem::path)
        .containsExactly("$.models.shop-large.price-source");
  }

  @Test
  void readsThePolicyInForceAgain() throws IOException {
    LoadedPolicy loaded = load(policy("prices.yaml", "like: shop-large"));
    String text = PolicyText.of(loaded.policy());
    assertThat(text).contains("import:", "price-source: https://example.com/prices");
    Path again =
        Files.writeString(
            folder.resolve("again.yaml"), text.replaceAll("'?[*]{5}'?", "\\${env:P1_KEY}"));
    assertThat(model(load(again))).isEqualTo(model(loaded));
  }

  @Test
  void warnsOfAPriceThatIsNotKnown() {
    String text =
        Policies.base(
            "price: {input: 0.15, output: 0.60}", "price-ceiling: {input: 5, output: 30}");
    LoadedPolicy loaded = Policies.loader().load(text);
    assertThat(loaded.warnings()).extracting(PolicyProblem::code).containsExactly("PRICE_UNKNOWN");
    assertThat(model(loaded).price()).isEmpty();
  }

  @Test
  void refusesAModelWithoutAnyPrice() {
    String text = Policies.base(", price: {input: 0.15, output: 0.60}", "");
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(text));
    assertThat(refusal.problems())
        .extracting(PolicyProblem::code, PolicyProblem::path)
        .containsExactly(tuple("REQUIRED", "$.models.m1.price"));
  }

  private Path policy(String imports, String model) throws IOException {
    Files.writeString(folder.resolve("prices.yaml"), OWN);
    String text =
        Policies.base(PLAIN, model).replace("version: 1", "version: 1\nimport: " + imports);
    return Files.writeString(folder.resolve("policy.yaml"), text);
  }

  private static LoadedPolicy load(Path file) {
    return Policies.loader().load(file);
  }

  private static PolicyException refusal(Path file) {
    return catchThrowableOfType(PolicyException.class, () -> load(file));
  }

  private static ModelSpec model(LoadedPolicy loaded) {
    Policy policy = loaded.policy();
    return Objects.requireNonNull(policy.models().get("m1"));
  }
}
