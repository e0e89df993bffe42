package dev.penstock.core.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.core.plugin.PluginJar;
import dev.penstock.core.policy.FakeCacheFactory;
import dev.penstock.core.policy.FakeClassifierFactory;
import dev.penstock.core.policy.FakeProvider;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.Policies;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.PluginFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginSetTest {
  private static final String CLASSIFIERS =
      """
      classifiers:
        - {plugin: fake, rules: [{match: a, tier: simple}]}
        - {plugin: fake, file: rules.yaml}
      cache: {plugin: fake, threshold: 90%}
      """;

  @TempDir private Path folder;
  private final PolicyLoader loader =
      new PolicyLoader(plugins(), List.of(), name -> "sk-from-environment", InstantSource.system());

  @Test
  void opensWhatThePolicyNames() throws IOException {
    rules("b");
    try (PluginSet set = open(load(Policies.base() + CLASSIFIERS), null)) {
      assertThat(set.providers()).containsOnlyKeys("p1");
      assertThat(set.classifiers())
          .extracting(ClassifierInstance::name)
          .containsExactly("fake", "fake-2");
      assertThat(set.cache()).isInstanceOf(FakeCacheFactory.Empty.class);
    }
  }

  @Test
  void keepsInstancesThatWouldBeTheSameAcrossAReload() throws IOException {
    rules("b");
    PluginSet first = open(load(Policies.base() + CLASSIFIERS), null);
    PluginSet second =
        open(load(Policies.base("limit: 10 USD", "limit: 20 USD") + CLASSIFIERS), first);
    FakeProvider provider = (FakeProvider) first.providers().get("p1");
    assertThat(second.providers().get("p1")).isSameAs(provider);
    assertThat(second.cache()).isSameAs(first.cache());
    assertThat(second.classifiers().get(1).classifier())
        .isSameAs(first.classifiers().get(1).classifier());
    first.close();
    assertThat(provider.closed()).isZero();
    second.close();
    second.close();
    assertThat(provider.closed()).isEqualTo(1);
  }

  @Test
  void makesAnInstanceAnewWhenItsSettingsChange() throws IOException {
    PluginSet first = open(load(Policies.base()), null);
    PluginSet second =
        open(load(Policies.base("plugin: fake,", "plugin: fake, region: eu,")), first);
    assertThat(second.providers().get("p1")).isNotSameAs(first.providers().get("p1"));
    first.close();
    assertThat(((FakeProvider) second.providers().get("p1")).closed()).isZero();
    second.close();
  }

  @Test
  void makesAnInstanceAnewWhenAFileItReadChanges() throws IOException {
    rules("b");
    try (PluginSet first = open(load(Policies.base() + CLASSIFIERS), null)) {
      rules("c");
      try (PluginSet second = open(load(Policies.base() + CLASSIFIERS), first)) {
        assertThat(second.classifiers().get(0).classifier())
            .isSameAs(first.classifiers().get(0).classifier());
        assertThat(match(second.classifiers().get(1))).isEqualTo("c");
        assertThat(match(first.classifiers().get(1))).isEqualTo("b");
      }
    }
  }

  @Test
  void makesAnInstanceAnewWhenATextItReadChanges() throws IOException {
    String policy = Policies.base() + "classifiers: [{plugin: fake, file: rule.txt}]\n";
    Path file = Files.writeString(folder.resolve("rule.txt"), "\uFEFFb");
    try (PluginSet first = open(load(policy), null);
        PluginSet second = open(load(policy), first)) {
      assertThat(match(first.classifiers().getFirst())).isEqualTo("b");
      assertThat(second.classifiers().getFirst().classifier())
          .isSameAs(first.classifiers().getFirst().classifier());
      Files.writeString(file, "c");
      try (PluginSet third = open(load(policy), second)) {
        assertThat(match(third.classifiers().getFirst())).isEqualTo("c");
      }
    }
  }

  @Test
  void namesATextThatIsMissing() {
    String policy = Policies.base() + "classifiers: [{plugin: fake, file: rule.txt}]\n";
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> open(load(policy), null));
    assertThat(refusal.problems())
        .extracting(PolicyProblem::file, PolicyProblem::code)
        .containsExactly(tuple(folder.resolve("rule.txt").toString(), "FILE_MISSING"));
  }

  @Test
  void namesThePlaceInAFileThatAPluginReads() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rules.yaml"), "rules:\n  - {match: a, tier: simple, teir: x}\n");
    PolicyException refusal =
        catchThrowableOfType(
            PolicyException.class, () -> open(load(Policies.base() + CLASSIFIERS), null));
    assertThat(refusal.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo(file.toString());
              assertThat(problem.line()).isEqualTo(2);
              assertThat(problem.path()).isEqualTo("$.rules[0].teir");
              assertThat(problem.message()).contains("did you mean `tier`?");
            });
  }

  @Test
  void namesThePlaceOfSettingsThatAPluginRefuses() throws IOException {
    LoadedPolicy loaded =
        load(Policies.base() + "cache: {plugin: fake, threshold: 90%, dir: data}\n");
    PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> open(loaded, null));
    assertThat(refusal.problems())
        .extracting(PolicyProblem::line, PolicyProblem::path, PolicyProblem::code)
        .containsExactly(tuple(11, "$.cache.dir", "CACHE_DIR"));
  }

  @Test
  void refusesAModelOfAProviderThatOnlyMakesEmbeddings() throws IOException {
    LoadedPolicy loaded = load(withVectors().replace("m1: {provider: p1", "m1: {provider: p2"));
    PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> open(loaded, null));
    assertThat(refusal.problems())
        .extracting(PolicyProblem::line, PolicyProblem::path, PolicyProblem::code)
        .containsExactly(tuple(6, "$.models.m1.provider", "PROVIDER_CANNOT_ANSWER"));
  }

  @Test
  void opensAProviderThatOnlyMakesEmbeddingsAsSuch() throws IOException {
    try (PluginSet set = open(load(withVectors()), null)) {
      assertThat(set.providers()).containsOnlyKeys("p1");
      assertThat(set.embedders()).containsOnlyKeys("p2");
    }
  }

  @Test
  void closesWhatItOpenedWhenItFails() throws IOException {
    PluginSet first = open(load(Policies.base()), null);
    FakeProvider provider = (FakeProvider) first.providers().get("p1");
    LoadedPolicy loaded =
        load(Policies.base() + "cache: {plugin: fake, threshold: 90%, dir: data}\n");
    assertThatThrownBy(() -> open(loaded, first)).isInstanceOf(PolicyException.class);
    assertThat(provider.closed()).isZero();
    first.close();
    assertThat(provider.closed()).isEqualTo(1);
  }

  @Test
  void namesThePlaceOfAPluginThatThrows() throws IOException {
    PluginJar.provider(
            "Angry", "angry", "", "if (true) throw new IllegalStateException(\"no mood\");")
        .write(folder.resolve("jars/angry.jar"));
    assertUnusable("angry", "policy.yaml:", "$.providers.p2", "angry", "no mood");
  }

  @Test
  void doesNotWaitForAPluginThatHangs() throws IOException {
    PluginJar.provider(
            "Slow",
            "slow",
            "",
            "try { new java.util.concurrent.CountDownLatch(1).await(); }"
                + " catch (InterruptedException e) { throw new IllegalStateException(e); }")
        .write(folder.resolve("jars/slow.jar"));
    assertUnusable("slow", "$.providers.p2", "slow", "within 200 ms");
  }

  @Test
  void refusesAPluginThatCreatesNothing() throws IOException {
    PluginJar.provider("Nil", "nil", "", "if (true) return null;")
        .write(folder.resolve("jars/nil.jar"));
    assertUnusable("nil", "$.providers.p2", "it created nothing");
  }

  @Test
  void aPluginOfAFolderSeesNoClassOfTheEngine() throws IOException {
    PluginJar.provider("Curious", "curious").write(folder.resolve("jars/curious.jar"));
    String see = "curious, see: " + PluginSet.class.getName();
    try (PluginSet set = open(load(withPlugin(see)), null)) {
      assertThat(set.providers().get("p2")).hasToString("not seen");
    }
  }

  @Test
  void keepsAnInstanceOfAJarThatIsTheSame() throws IOException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("jars/plain.jar"));
    PluginSet first = open(load(withPlugin("plain")), null);
    PluginSet second = open(load(withPlugin("plain")), first);
    assertThat(second.providers().get("p2")).isSameAs(first.providers().get("p2"));
    PluginJar.provider("Other", "other").write(folder.resolve("jars/other.jar"));
    PluginSet third = open(load(withPlugin("plain")), second);
    assertThat(third.providers().get("p2")).isNotSameAs(second.providers().get("p2"));
    first.close();
    second.close();
    third.close();
  }

  private void assertUnusable(String plugin, String... parts) throws IOException {
    LoadedPolicy loaded = load(withPlugin(plugin));
    PenstockException failure =
        catchThrowableOfType(PenstockException.class, () -> open(loaded, null));
    assertThat(failure).hasMessageContainingAll(parts);
    assertThat(failure.code()).isEqualTo(ErrorCode.PLUGIN_UNUSABLE);
  }

  private static String withPlugin(String plugin) {
    return "plugins: jars\n"
        + Policies.base("models:\n", "  p2: {plugin: " + plugin + "}\nmodels:\n");
  }

  private static String withVectors() {
    return Policies.base("models:\n", "  p2: {plugin: vectors}\nmodels:\n");
  }

  private static List<PluginFactory<?, ?>> plugins() {
    List<PluginFactory<?, ?>> plugins = new ArrayList<>(Policies.fakes());
    plugins.add(new FakeEmbedderFactory());
    return plugins;
  }

  private LoadedPolicy load(String text) throws IOException {
    return loader.load(Files.writeString(folder.resolve("policy.yaml"), text));
  }

  private void rules(String match) throws IOException {
    Files.writeString(
        folder.resolve("rules.yaml"), "rules: [{match: " + match + ", tier: simple}]\n");
  }

  private static String match(ClassifierInstance instance) {
    FakeClassifierFactory.Settings settings =
        ((FakeClassifierFactory.Nothing) instance.classifier()).settings();
    List<FakeClassifierFactory.Rule> rules = settings.rules();
    return rules == null ? "" : rules.getFirst().match();
  }

  private static PluginSet open(LoadedPolicy loaded, @Nullable PluginSet previous) {
    Duration limit = Duration.ofMillis(200);
    return PluginSet.open(loaded, InstantSource.system(), System::nanoTime, previous, limit);
  }
}
