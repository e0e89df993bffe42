package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.core.instance.PluginSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code docs/bad-inputs.md} that is about policies. */
class BadPoliciesTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  static List<BadPolicy> texts() {
    return BadPolicy.all().stream().filter(row -> !row.isFile()).toList();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void hasTheOutcomeOfTheTable(BadPolicy row) {
    String text = row.text();
    if (row.code() == null) {
      LoadedPolicy loaded = assertTimeout(LONGEST, () -> Policies.loader().load(text));
      assertThat(loaded.warnings())
          .extracting(PolicyProblem::code)
          .isEqualTo(row.warning() == null ? List.of() : List.of(row.warning()));
    } else {
      assertRefused(row, () -> load(row, text));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isRefusedWithShortMessagesWithoutSecrets(BadPolicy row) {
    try {
      Policies.loader().load(row.text());
    } catch (PolicyException e) {
      assertThat(e.problems())
          .extracting(PolicyProblem::message)
          .allSatisfy(
              message ->
                  assertThat(message).hasSizeLessThanOrEqualTo(500).doesNotContain("sk-", "\n"));
    }
  }

  @Test
  void refusesAHalfWrittenFile(@TempDir Path folder) throws IOException {
    String half = Policies.base().substring(0, Policies.base().length() / 2);
    Path file = Files.writeString(folder.resolve("policy.yaml"), half);
    assertThat(catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(file)))
        .isNotNull();
  }

  @Test
  void refusesAMissingFile(@TempDir Path folder) {
    assertRefused(row("Y098"), () -> Policies.loader().load(folder.resolve("gone.yaml")));
  }

  @Test
  void refusesUtf16(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("policy.yaml");
    Files.write(file, ("\uFEFF" + Policies.base()).getBytes(StandardCharsets.UTF_16LE));
    assertRefused(row("Y014"), () -> Policies.loader().load(file));
  }

  @Test
  void refusesADeviceWithoutOpeningIt(@TempDir Path folder) throws IOException {
    Path zero = Path.of("/dev/zero");
    assumeThat(Files.exists(zero)).isTrue();
    Path file = Files.createSymbolicLink(folder.resolve("policy.yaml"), zero);
    assertRefused(row("Y099"), () -> Policies.loader().load(file));
    Files.delete(file);
  }

  @Test
  void refusesAFolder(@TempDir Path folder) {
    assertRefused(row("Y099"), () -> Policies.loader().load(folder));
  }

  private static BadPolicy row(String id) {
    return BadPolicy.all().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private static LoadedPolicy load(BadPolicy row, String text) {
    LoadedPolicy loaded = Policies.loader().load(text);
    if (row.opens() != null) {
      PluginSet.open(loaded, InstantSource.system(), System::nanoTime, null).close();
    }
    return loaded;
  }

  private static void assertRefused(BadPolicy row, Supplier<LoadedPolicy> loading) {
    PolicyException refusal =
        assertTimeout(
            LONGEST, () -> catchThrowableOfType(PolicyException.class, () -> loading.get()));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code()).isEqualTo(row.code());
              if (row.path() != null) {
                assertThat(problem.path()).isEqualTo(row.path());
              }
              if (row.line() != null) {
                assertThat(problem.line()).isEqualTo(row.line());
              }
              if (row.message() != null) {
                assertThat(problem.message()).contains(row.message());
              }
            });
    if (row.silent() != null) {
      assertThat(refusal.toString()).doesNotContain(row.silent());
    }
  }
}
