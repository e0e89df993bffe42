package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedPolicyTest {
  private static final String LEDGER = "ledger: {plugin: shelf, path: here, mode: safe}\n";

  @TempDir private Path folder;
  private final List<PluginCatalog> opened = new ArrayList<>();
  private PolicyLoader loader;

  @BeforeEach
  void start() throws IOException {
    PluginJar.store("Shelf", "shelf").write(folder.resolve("shelf/shelf.jar"));
    loader =
        new PolicyLoader(
            Policies.fakes(), List.of(folder), name -> "sk-test", InstantSource.system());
  }

  @AfterEach
  void close() {
    opened.forEach(PluginCatalog::close);
  }

  @Test
  void hasTheSameLedgerAfterAnotherJarHasChanged() throws IOException {
    LoadedPolicy before = load(LEDGER);
    PluginJar.empty().write(folder.resolve("other/other.jar"));
    LoadedPolicy after = load(LEDGER);
    assertThat(after.policy().ledger()).isNotEqualTo(before.policy().ledger());
    assertThat(after.hasLedgerOf(before)).isTrue();
    assertThat(load(LEDGER.replace("here", "there")).hasLedgerOf(before)).isFalse();
    assertThat(load(LEDGER.replace("safe", "fast")).hasLedgerOf(before)).isFalse();
    assertThat(load("").hasLedgerOf(before)).isFalse();
    assertThat(before.hasLedgerOf(load(""))).isFalse();
  }

  private LoadedPolicy load(String ledger) {
    LoadedPolicy loaded = loader.load(Policies.base() + ledger);
    opened.add(loaded.catalog());
    return loaded;
  }
}
