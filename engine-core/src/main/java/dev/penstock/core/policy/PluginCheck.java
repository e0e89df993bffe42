package dev.penstock.core.policy;

import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.LedgerSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.plugin.PluginLookup;
import dev.penstock.spi.PluginFactory;

/** Checks that each plugin exists and that its settings are of its own class. */
final class PluginCheck {
  private final Policy policy;
  private final PluginCatalog catalog;
  private final Findings findings;

  PluginCheck(Policy policy, PluginCatalog catalog, Findings findings) {
    this.policy = policy;
    this.catalog = catalog;
    this.findings = findings;
  }

  void check() {
    policy
        .providers()
        .forEach(
            (name, spec) ->
                check(
                    NodePath.child("$.providers", name),
                    PluginKind.PROVIDER,
                    spec.plugin(),
                    spec.settings()));
    for (int i = 0; i < policy.classifiers().size(); i++) {
      var spec = policy.classifiers().get(i);
      check(
          NodePath.item("$.classifiers", i), PluginKind.CLASSIFIER, spec.plugin(), spec.settings());
    }
    CacheSpec cache = policy.cache();
    if (cache != null) {
      check("$.cache", PluginKind.CACHE, cache.plugin(), cache.settings());
    }
    LedgerSpec ledger = policy.ledger();
    if (ledger != null) {
      check("$.ledger", PluginKind.STORE, ledger.plugin(), ledger.settings());
    }
  }

  private void check(String path, PluginKind kind, String plugin, Record settings) {
    switch (catalog.find(kind, plugin)) {
      case PluginLookup.Found(PluginFactory<?, ?> factory) -> {
        if (!factory.settings().isInstance(settings)) {
          findings.mistake(
              path,
              "SETTINGS_TYPE",
              "found settings of the class "
                  + settings.getClass().getName()
                  + ", expected "
                  + factory.settings().getName());
        }
      }
      case PluginLookup.Unusable(String code, String message) ->
          findings.mistake(path + ".plugin", code, message);
    }
  }
}
