package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.money.Usage;
import java.util.Locale;

/** What all measurements have in common: one question, one answer, one policy. */
final class Workload {
  /** A customer's question of 300 characters. */
  static final String QUESTION =
      "Hello, I ordered a pair of running shoes last Tuesday, and the tracking page still says that"
          + " the parcel is being prepared. I need them before Friday because I am travelling then."
          + " Could you please tell me where my order got to, and whether I may still change the"
          + " delivery address to that of my office?";

  /** A desk's answer of about 300 tokens. */
  static final String ANSWER =
      ("Thank you for your message. Your order left our warehouse this morning and is with the"
              + " carrier; the tracking page follows with a delay of a few hours. It is due on"
              + " Thursday between nine and twelve. An address can be changed until the evening"
              + " before delivery: open the order, choose Delivery, then Change address. ")
          .repeat(4);

  /** What the answer is said to have taken. */
  static final Usage USAGE = Usage.of(62, 300);

  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: PROVIDER
      models:
        small: {provider: upstream, tiers: [simple, moderate], context-window: 128k, price: {input: 0.10, output: 0.40}}
        medium: {provider: upstream, tiers: [simple, moderate], context-window: 128k, price: {input: 0.25, output: 0.80}}
        quick: {provider: upstream, tiers: [simple, moderate, complex], context-window: 1M, price: {input: 0.35, output: 2.50}}
        large: {provider: upstream, tiers: [simple, moderate, complex], context-window: 200k, price: {input: 2.00, output: 8.00}}
        largest: {provider: upstream, tiers: [simple, moderate, complex], context-window: 200k, price: {input: 3.00, output: 15.00}}
      tiers: [simple, moderate, complex]
      classifiers:
        - {plugin: keyword, file: "RULES"}
      when-unsure: moderate
      CACHE
      budgets:
        - {name: day, scope: all, period: day, zone: UTC, limit: 1000000.00 USD}
        - {name: tenant, scope: tenant, period: month, zone: UTC, limit: 1000000.00 USD}
      routes:
        - {name: everything, models: any, rank: cheapest, max-output: 500, expected-output: 300}
      baseline: largest
      """;

  private static final String SMALL_PRICE = "price: {input: 0.10, output: 0.40}";
  private static final String MEDIUM_PRICE = "price: {input: 0.25, output: 0.80}";
  private static final String INSTANT = "{plugin: instant}";

  private Workload() {}

  /** A request of a known tenant; the engine gives it an id. */
  static ChatRequest request() {
    return ChatRequest.ofTenant("shop", QUESTION);
  }

  /** The keyword classifier, two budgets, five models, a provider that answers at once. */
  static Engine instant() {
    return engine(INSTANT, "");
  }

  /** As {@link #instant()}, with prices whose order depends on the number of input tokens. */
  static Engine counting() {
    return engine(
        INSTANT, "", "price: {input: 0.20, output: 0.40}", "price: {input: 0.10, output: 0.41}");
  }

  /** As {@link #instant()}, with an exact cache that holds the answer to {@link #request()}. */
  static Engine recalling() {
    return recalling("{plugin: memory}");
  }

  /** The same with another cache. */
  static Engine recalling(String cache) {
    Engine engine = engine(INSTANT, "cache: " + cache);
    engine.route(request());
    return engine;
  }

  /** As {@link #instant()}, but its provider calls a server by the OpenAI wire. */
  static Engine calling(int port) {
    return engine(
        String.format(
            Locale.ROOT,
            "{plugin: openai, base-url: \"http://127.0.0.1:%d/v1\", api-key: loopback}",
            port),
        "");
  }

  private static Engine engine(String provider, String cache) {
    return engine(provider, cache, SMALL_PRICE, MEDIUM_PRICE);
  }

  private static Engine engine(String provider, String cache, String small, String medium) {
    return Engine.builder()
        .plugin(new InstantFactory())
        .policy(
            POLICY
                .replace(SMALL_PRICE, small)
                .replace(MEDIUM_PRICE, medium)
                .replace("PROVIDER", provider)
                .replace("RULES", RuleFile.path().toString())
                .replace("CACHE", cache))
        .build();
  }

  /** A policy with so many models. */
  static String policyOf(int models) {
    StringBuilder yaml = new StringBuilder("version: 1\nproviders:\n  upstream: ");
    yaml.append(INSTANT).append("\nmodels:\n");
    for (int i = 0; i < models; i++) {
      yaml.append(
          String.format(
              Locale.ROOT,
              "  model-%d: {provider: upstream, id: vendor/model-%d, tiers: [simple, moderate],"
                  + " context-window: 128k, max-output: 8k, abilities: [tools, json-schema],"
                  + " price: {input: %d.25, cached-input: 0.10, output: %d.75}}%n",
              i,
              i,
              i % 7,
              i % 11));
    }
    return yaml.append("tiers: [simple, moderate]\nroutes:\n")
        .append("  - {name: everything, models: any, rank: cheapest, max-output: 500}\n")
        .toString();
  }
}
