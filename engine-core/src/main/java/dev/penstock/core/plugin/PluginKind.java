package dev.penstock.core.plugin;

import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderFactory;

/** What a plugin can be. */
public enum PluginKind {
  PROVIDER("provider"),
  CLASSIFIER("classifier"),
  CACHE("cache");

  private final String word;

  PluginKind(String word) {
    this.word = word;
  }

  static PluginKind of(PluginFactory<?, ?> factory) {
    return switch (factory) {
      case ProviderFactory<?> provider -> PROVIDER;
      case ClassifierFactory<?> classifier -> CLASSIFIER;
      case CacheFactory<?> cache -> CACHE;
    };
  }

  /** The kind as messages name it. */
  @Override
  public String toString() {
    return word;
  }
}
