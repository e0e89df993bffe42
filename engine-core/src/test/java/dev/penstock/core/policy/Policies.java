package dev.penstock.core.policy;

import dev.penstock.spi.PluginFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Policies and loaders for tests. */
public final class Policies {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "P1_KEY", "sk-from-environment",
          "KEY_WITH_BREAK", "sk-abc\n",
          "LIMIT", "10 USD",
          "PORT", "8443",
          "BLANK", " ");

  private Policies() {}

  /** The provider, classifier and cache plugins {@code fake}. */
  public static List<PluginFactory<?, ?>> fakes() {
    return List.of(new FakeProviderFactory(), new FakeClassifierFactory(), new FakeCacheFactory());
  }

  /** A loader that knows the plugins {@code fake}. */
  public static PolicyLoader loader() {
    return loader(Instant.parse("2026-11-20T12:00:00Z"));
  }

  /** A loader at a given time. */
  static PolicyLoader loader(Instant now) {
    return new PolicyLoader(fakes(), List.of(), ENVIRONMENT::get, InstantSource.fixed(now));
  }

  /** A small policy without mistakes. */
  public static String base() {
    return resource("base.yaml");
  }

  /** The small policy with a part of it replaced. */
  public static String base(String part, String by) {
    return replaced(base(), part, by);
  }

  static String replaced(String text, String part, String by) {
    if (!text.contains(part)) {
      throw new IllegalArgumentException("no " + part + " in " + text);
    }
    return text.replace(part, by);
  }

  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Policies.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
