package dev.penstock.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.core.policy.Policies;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {
  @TempDir private Path folder;

  @Test
  void findsAJarInTheFolder() throws IOException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("plain.jar"));
    try (PluginCatalog catalog = discover()) {
      assertThat(catalog.factory(PluginKind.PROVIDER, "plain").name()).isEqualTo("plain");
      assertThat(catalog.broken()).isEmpty();
    }
  }

  @Test
  void findsAFolderOfJars() throws IOException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("plain/one.jar"));
    PluginJar.empty().write(folder.resolve("plain/library.jar"));
    try (PluginCatalog catalog = discover()) {
      assertThat(catalog.names(PluginKind.PROVIDER)).containsExactly("plain");
    }
  }

  @Test
  void sharesTheApiWithAPluginAndNothingElse() throws IOException, ClassNotFoundException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("plain.jar"));
    try (PluginCatalog catalog = discover()) {
      ClassLoader loader =
          catalog.factory(PluginKind.PROVIDER, "plain").getClass().getClassLoader();
      assertThat(load(loader, "dev.penstock.spi.Provider")).isSameAs(Provider.class);
      assertThat(load(loader, "java.sql.Connection")).isNotNull();
      assertThatThrownBy(() -> load(loader, PluginCatalog.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> load(loader, "org.junit.jupiter.api.Test"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(loader.getResource("META-INF/services/dev.penstock.spi.EngineFactory")).isNull();
    }
  }

  @Test
  void keepsClassesOfTwoPluginsApart() throws IOException {
    PluginJar.provider("Plain", "one").write(folder.resolve("one.jar"));
    PluginJar.provider("Plain", "two").write(folder.resolve("two.jar"));
    try (PluginCatalog catalog = discover()) {
      assertThat(catalog.factory(PluginKind.PROVIDER, "one").getClass())
          .isNotSameAs(catalog.factory(PluginKind.PROVIDER, "two").getClass());
    }
  }

  @Test
  void refusesADuplicateNameAndNamesBothJars() throws IOException {
    PluginJar.provider("One", "same").write(folder.resolve("one.jar"));
    PluginJar.provider("Two", "same").write(folder.resolve("two.jar"));
    try (PluginCatalog catalog = discover()) {
      assertUnusable(catalog, "same", "one.jar", "two.jar");
    }
  }

  @Test
  void aGivenPluginStandsForItsOwnClassOnly() throws IOException {
    PluginJar.provider("Fake", "fake").write(folder.resolve("fake.jar"));
    List<PluginFactory<?, ?>> given = Policies.fakes();
    try (PluginCatalog catalog = PluginCatalog.discover(given, List.of(folder))) {
      assertUnusable(catalog, "fake", "fake.jar", "FakeProviderFactory");
    }
  }

  @Test
  void listsTheKnownOnesAndTheFoldersForAnUnknownName() throws IOException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("plain.jar"));
    Path none = folder.resolve("none");
    try (PluginCatalog catalog = PluginCatalog.discover(List.of(), List.of(folder, none))) {
      assertUnusable(
          catalog,
          "plian",
          "did you mean `plain`?",
          "known: plain",
          folder.toString(),
          none + " (there is no such folder)");
    }
  }

  @Test
  void listsAFileThatIsNoJar() throws IOException {
    Files.writeString(folder.resolve("text.jar"), "no zip");
    assertBroken("text.jar", "no readable jar");
  }

  @Test
  void listsAJarWithoutServices() throws IOException {
    PluginJar.empty().write(folder.resolve("empty.jar"));
    assertBroken("empty.jar", "META-INF/services");
  }

  @Test
  void listsAServiceWhoseClassIsMissing() throws IOException {
    PluginJar.empty().service("plugged.Gone").write(folder.resolve("gone.jar"));
    assertBroken("gone.jar", "plugged.Gone");
  }

  @Test
  void listsAServiceThatIsNoFactory() throws IOException {
    PluginJar.provider("Plain", "plain")
        .service("plugged.Plain$Settings")
        .write(folder.resolve("no.jar"));
    assertBroken("no.jar", "not a subtype");
  }

  @Test
  void listsAConstructorThatThrows() throws IOException {
    PluginJar.provider(
            "Angry", "angry", "if (true) throw new IllegalStateException(\"no mood\");", "")
        .write(folder.resolve("angry.jar"));
    assertBroken("angry.jar", "no mood");
  }

  @Test
  void listsAClassOfANewerJava() throws IOException {
    PluginJar.provider("Young", "young").ofANewerJava().write(folder.resolve("young.jar"));
    assertBroken("young.jar", "class file");
  }

  @Test
  void listsANameThatIsNoName() throws IOException {
    PluginJar.provider("Loud", "LOUD!").write(folder.resolve("loud.jar"));
    assertBroken("loud.jar", "lower case");
  }

  @Test
  void isSharedWhileTheFolderIsTheSame() throws IOException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("plain.jar"));
    PluginCatalog first = discover();
    PluginCatalog second = PluginCatalog.discover(List.of(), List.of(folder), first);
    assertThat(second).isSameAs(first);
    PluginJar.provider("Other", "other").write(folder.resolve("other.jar"));
    PluginCatalog third = PluginCatalog.discover(List.of(), List.of(folder), second);
    assertThat(third).isNotSameAs(first);
    third.close();
    second.close();
    first.close();
    try (PluginCatalog fourth = PluginCatalog.discover(List.of(), List.of(folder), third)) {
      assertThat(fourth).isNotSameAs(third);
    }
  }

  @Test
  void closesClassLoadersWithTheLastHolder() throws IOException {
    PluginJar.provider("Plain", "plain").write(folder.resolve("plain.jar"));
    PluginCatalog catalog = discover();
    ProviderFactory<?> factory = (ProviderFactory<?>) catalog.factory(PluginKind.PROVIDER, "plain");
    String resource = factory.getClass().getName().replace('.', '/') + ".class";
    ClassLoader loader = factory.getClass().getClassLoader();
    assertThat(loader.getResource(resource)).isNotNull();
    catalog.close();
    assertThat(loader.getResource(resource)).isNull();
  }

  private PluginCatalog discover() {
    return PluginCatalog.discover(List.of(), List.of(folder));
  }

  private void assertBroken(String origin, String reason) throws IOException {
    PluginJar.provider("Healthy", "healthy").write(folder.resolve("healthy.jar"));
    try (PluginCatalog catalog = discover()) {
      assertThat(catalog.names(PluginKind.PROVIDER)).containsExactly("healthy");
      assertThat(catalog.broken()).singleElement().asString().contains(origin).contains(reason);
      assertUnusable(catalog, "wanted", origin, reason);
    }
  }

  private static void assertUnusable(PluginCatalog catalog, String name, String... parts) {
    assertThatThrownBy(() -> catalog.factory(PluginKind.PROVIDER, name))
        .isInstanceOf(PenstockException.class)
        .hasMessageContainingAll(parts)
        .extracting(e -> ((PenstockException) e).code())
        .isEqualTo(ErrorCode.PLUGIN_UNUSABLE);
  }

  private static Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }
}
