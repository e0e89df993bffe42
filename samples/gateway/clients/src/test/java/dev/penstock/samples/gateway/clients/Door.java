package dev.penstock.samples.gateway.clients;

import dev.penstock.api.Engine;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.samples.gateway.Gateway;
import dev.penstock.samples.gateway.GatewayOptions;
import dev.penstock.samples.gateway.access.KeyFile;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A gateway on a free port in front of a scripted upstream, and a key for it. */
final class Door implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String POLICY =
      """
      version: 1
      providers:
        up: {plugin: PLUGIN, base-url: "${env:UPSTREAM}", api-key: key-of-the-provider}
        up2: {plugin: PLUGIN, base-url: "${env:UPSTREAM}", api-key: key-of-the-provider}
        up3: {plugin: PLUGIN, base-url: "${env:UPSTREAM}", api-key: key-of-the-provider}
      models:
        m1:
          provider: up
          tiers: any
          context-window: 64k
          max-output: 4k
          abilities: [tools, vision, json-schema]
          price: {input: 1.00, output: 2.00}
        failing: {provider: up2, tiers: any, context-window: 64k, price: {input: 1.00, output: 2.00}}
        limited: {provider: up3, tiers: any, context-window: 64k, price: {input: 1.00, output: 2.00}}
        dear: {provider: up, tiers: any, context-window: 64k, price: {input: 100000, output: 100000}}
      tiers: [any]
      cache: {plugin: memory}
      budgets:
        - {name: day, scope: tenant, period: day, limit: 5.00 USD}
      routes:
        - {name: support, when: {tag: route=support}, models: m1, rank: ordered, max-output: 500}
        - name: everything
          models: [m1, failing, limited, dear]
          rank: ordered
          max-output: 500
      """;

  private static final String VECTORS = "embeddings: {provider: up, model: e1, price: 2.00}\n";

  final ScriptedServer upstream;
  final Gateway gateway;
  final String key;
  private final Path folder;

  private Door(ScriptedServer upstream, String policy) {
    this.upstream = upstream;
    try {
      folder = Files.createTempDirectory("gateway-clients");
      Path keys = folder.resolve("keys");
      key = KeyFile.create(keys, "shop", null, false, null);
      gateway =
          Gateway.start(
              Engine.builder().policy(policy).environment(name -> upstream.baseUrl().toString()),
              GatewayOptions.onLoopback(0, keys));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In front of an upstream that speaks OpenAI's wire. */
  static Door open(Script script) {
    return open(script, "");
  }

  /** The same, with more at the end of its policy. */
  static Door open(Script script, String more) {
    return new Door(
        ScriptedServer.openAi(script), POLICY.replace("PLUGIN", "openai") + VECTORS + more);
  }

  /** In front of an upstream that speaks Anthropic's wire. */
  static Door toAnthropic(Script script) {
    return new Door(ScriptedServer.anthropic(script), POLICY.replace("PLUGIN", "anthropic"));
  }

  /** Its address, such as {@code http://127.0.0.1:40123}. */
  String url() {
    return "http://127.0.0.1:" + gateway.port();
  }

  /** What requests under way may yet spend. */
  Usd held() {
    Usd sum = Usd.ZERO;
    for (BudgetState state : gateway.engine().report().budgets()) {
      sum = sum.plus(state.held());
    }
    return sum;
  }

  /** Whether, within a bounded time, nothing is held any more. */
  boolean settles() {
    return soon(() -> held().equals(Usd.ZERO));
  }

  /** Waits, for a bounded time, for what another thread is about to do. */
  static boolean soon(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  @Override
  public void close() {
    gateway.close();
    upstream.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
