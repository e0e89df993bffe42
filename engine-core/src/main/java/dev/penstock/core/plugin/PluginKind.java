package dev.penstock.core.plugin;

import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.StoreFactory;

/** What a plugin can be. */
public enum PluginKind {
  PROVIDER("provider"),
  CLASSIFIER("classifier"),
  CACHE("cache"),
  STORE("store");

  private final String word;

  PluginKind(String word) {
    this.word = word;
  }

  static PluginKind of(PluginFactory<?, ?> factory) {
    return switch (factory) {
      case ProviderFactory<?> provider -> PROVIDER;
      case ClassifierFactory<?> classifier -> CLASSIFIER;
      case CacheFactory<?> cache -> CACHE;
      case StoreFactory<?> store -> STORE;
    };
  }

  /** The kind as messages name it. */
  @Override
  public String toString() {
    return word;
  }
}
