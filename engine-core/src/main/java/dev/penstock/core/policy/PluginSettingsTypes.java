package dev.penstock.core.policy;

import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.ClassifierSpec;
import dev.penstock.api.policy.LedgerSpec;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.plugin.PluginLookup;
import dev.penstock.spi.PluginFactory;
import java.util.Map;
import java.util.Objects;

/** The settings records of a catalog's plugins. */
record PluginSettingsTypes(PluginCatalog catalog) implements SettingsTypes {
  private static final Map<Class<?>, PluginKind> KINDS =
      Map.of(
          ProviderSpec.class, PluginKind.PROVIDER,
          ClassifierSpec.class, PluginKind.CLASSIFIER,
          CacheSpec.class, PluginKind.CACHE,
          LedgerSpec.class, PluginKind.STORE);

  static PluginKind kind(Class<?> spec) {
    return Objects.requireNonNull(KINDS.get(spec), () -> spec + " names no plugin");
  }

  @Override
  public Class<? extends Record> of(Class<?> spec, String plugin) throws BadValueException {
    return switch (catalog.find(kind(spec), plugin)) {
      case PluginLookup.Found(PluginFactory<?, ?> factory) -> factory.settings();
      case PluginLookup.Unusable(String code, String message) ->
          throw new BadValueException(code, message);
    };
  }
}
