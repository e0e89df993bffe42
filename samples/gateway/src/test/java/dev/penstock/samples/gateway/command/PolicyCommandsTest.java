package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate}, {@code schema} and {@code models}. */
class PolicyCommandsTest {
  @TempDir private Path folder;

  @Test
  void everyMistakeHasItsPlace() throws IOException {
    Path policy = Policies.write(folder, "basline: small\nwhen-unsure: hard");

    Typed typed = Typed.of("validate", policy.toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out())
        .contains("policy.yaml:7:1 ", "baseline", "[UNKNOWN_KEY]")
        .doesNotContain("\tat ");
  }

  @Test
  void mistakesAreJsonToo() throws IOException {
    Path policy = Policies.write(folder, "basline: small");
    Path good = Files.writeString(folder.resolve("good.yaml"), OwnPolicy.text());

    Typed typed = Typed.of("validate", "--json", good.toString(), policy.toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.json()).containsEntry("valid", false);
    assertThat(typed.json().get("files")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
    assertThat(typed.out()).contains("\"line\":7,\"column\":1");
  }

  @Test
  void aPolicyThatIsRightIsSaidToBe() throws IOException {
    Path policy = Policies.write(folder, "");

    Typed typed = Typed.of("validate", policy.toString());

    assertThat(typed.code()).isZero();
    assertThat(typed.out()).contains("policy.yaml can be used");
  }

  @Test
  void filesThatAPolicyNamesAreLookedAt() throws IOException {
    Path policy =
        Policies.write(
            folder, "cache: {plugin: memory, thresholds: none.yaml, max-false-hits: 1%}");

    Typed typed = Typed.of("validate", policy.toString());

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).contains("none.yaml");
  }

  @Test
  void aWarningIsAMistakeToTheStrict() throws IOException {
    Path policy =
        Policies.write(folder, "budgets: [{name: none, scope: all, period: day, limit: 0 USD}]");

    assertThat(Typed.of("validate", policy.toString()).code()).isZero();
    Typed strict = Typed.of("validate", "--strict", policy.toString());
    assertThat(strict.code()).isEqualTo(2);
    assertThat(strict.out()).contains("warning: ");
  }

  @Test
  void aPolicyThatIsNotThereIsAMistake() {
    Typed typed = Typed.of("validate", "nowhere.yaml");

    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).contains("nowhere.yaml");
    assertThat(Typed.of("validate").code()).isEqualTo(2);
  }

  @Test
  void schemasAreJson() {
    Typed policy = Typed.of("schema");
    assertThat(policy.code()).isZero();
    assertThat(policy.json()).containsKey("$schema");
    assertThat(Typed.of("schema", "--json").out().lines()).hasSize(1);
    assertThat(Typed.of("schema", "catalogue").json()).isNotEqualTo(policy.json());
    assertThat(Typed.of("schema", "poem").code()).isEqualTo(2);
  }

  @Test
  void modelsAreListedWithTheirPrices() {
    Typed typed = Typed.of("models");
    assertThat(typed.code()).isZero();
    assertThat(typed.out()).contains("small  ", "demo (simulated)", "0.1", "may be asked");

    Typed json = Typed.of("models", "--json");
    assertThat(json.json().get("models")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
    assertThat(json.out()).contains("\"input-usd\":", "\"state\":\"closed\"");
  }

  @Test
  void modelsThatAreAskedAnswerOrNot() throws IOException {
    assertThat(Typed.of("models", "--ask").out()).contains("answers in ");

    Path policy =
        Policies.write(folder, "budgets: [{name: none, scope: all, period: day, limit: 0 USD}]");
    Typed typed = Typed.of("models", "--ask", "--policy", policy.toString());
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.out()).contains("fails: ");
  }
}
