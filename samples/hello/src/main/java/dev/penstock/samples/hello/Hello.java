package dev.penstock.samples.hello;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;

/** Asks the same question twice: the first time a model answers, the second time the cache. */
public final class Hello {
  private static final String POLICY =
      """
      version: 1
      providers:
        demo: {plugin: simulated, say: "Hello. I am {model}, and no model at all."}
      models:
        small: {provider: demo, tiers: simple, context-window: 8k, price: {input: 0.10, output: 0.40}}
        large: {provider: demo, tiers: [simple, complex], context-window: 128k, price: {input: 2.00, output: 8.00}}
      tiers: [simple, complex]
      classifiers:
        - plugin: keyword
          rules:
            - {id: greeting, tier: simple, any: [hello, hi]}
      cache: {plugin: memory, ttl: 1h}
      routes:
        - {name: everything, models: any, rank: cheapest}
      """;

  private Hello() {}

  /** Runs it; there are no arguments. */
  public static void main(String[] args) {
    try (Engine engine = Engine.builder().policy(POLICY).build()) {
      for (int time = 1; time <= 2; time++) {
        Answer answer = engine.route(ChatRequest.ofTenant("hello", "Hello, who are you?"));
        System.out.println(answer.text());
        System.out.printf(
            "  tier %s, model %s, cost %s USD, cache %s%n",
            answer.route().tier(), answer.route().model(), answer.cost(), answer.cache());
      }
    }
  }
}
