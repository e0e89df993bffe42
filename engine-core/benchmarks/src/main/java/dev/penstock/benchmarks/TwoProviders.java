package dev.penstock.benchmarks;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import java.util.Locale;

/** An engine whose first provider is tried before its second, by the OpenAI wire if not said. */
final class TwoProviders {
  private static final String POLICY =
      """
      version: 1
      providers:
        first: {plugin: PLUGIN, base-url: "FIRST", api-key: loopback, max-connections: 4000}
        second: {plugin: openai, base-url: "SECOND", api-key: loopback, max-connections: 4000}
      models:
        one: {provider: first, tiers: any-tier, context-window: 64k, price: {input: 0.10, output: 0.40}}
        two: {provider: second, tiers: any-tier, context-window: 128k, price: {input: 0.25, output: 0.80}}
      tiers: any-tier
      budgets:
        - {name: day, scope: all, period: day, zone: UTC, limit: 1000000.00 USD}
      deadlines: DEADLINES
      routes:
        - {name: all, models: [one, two], rank: ordered, max-output: 500}
      """;

  /** Short enough that a thousand faulty calls end soon. */
  static final String SHORT = "{request: 30s, attempt: 5s, connect: 2s, first-token: 2s, idle: 2s}";

  /** Long enough that nothing is ended by them. */
  static final String LONG =
      "{request: 10m, attempt: 10m, connect: 10s, first-token: 10m, idle: 10m}";

  private TwoProviders() {}

  static Engine engine(String first, String second, String deadlines) {
    return engine("openai", first, second, deadlines);
  }

  static Engine engine(String plugin, String first, String second, String deadlines) {
    return Engine.builder()
        .policy(
            POLICY
                .replace("any-tier", "[easy]")
                .replace("PLUGIN", plugin)
                .replace("FIRST", first)
                .replace("SECOND", second)
                .replace("DEADLINES", deadlines))
        .build();
  }

  static String url(int port) {
    return String.format(Locale.ROOT, "http://127.0.0.1:%d/v1", port);
  }

  /** A request for one model of the policy. */
  static ChatRequest of(String model) {
    return ChatRequest.builder().model(model).user("Where is my order?").build();
  }

  /** The whole text of an answer. */
  static String ask(Engine engine, ChatRequest request, boolean streamed) {
    if (!streamed) {
      return engine.route(request).text();
    }
    try (ChatStream stream = engine.stream(request)) {
      while (stream.next() != null) {}
      return stream.answer().text();
    }
  }
}
