package dev.penstock.core.engine;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.PluginFactory;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.RecordingListener;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two providers, three models, one classifier that goes by the first word of the question. */
final class TestEngine {
  static final List<String> ALL_TIERS = List.of("simple", "moderate", "complex");

  final FakeProvider cheap = new FakeProvider("cheap");
  final FakeProvider dear = new FakeProvider("dear");
  final FakeClock clock = new FakeClock(Instant.parse("2026-11-20T12:00:00Z"));
  final RecordingListener events = new RecordingListener();

  Policy.Builder policy() {
    return Policy.builder()
        .provider("cheap", "cheap", new NoSettings())
        .provider("dear", "dear", new NoSettings())
        .model(
            "small",
            ModelSpec.of(
                "cheap", List.of("simple", "moderate"), 8_000, PricePeriod.of("0.25", "0.38")))
        .model(
            "middle",
            ModelSpec.of("cheap", List.of("simple"), 64_000, PricePeriod.of("0.27", "0.42")))
        .model("large", ModelSpec.of("dear", ALL_TIERS, 128_000, PricePeriod.of("2", "8")))
        .classifier("first-word", new NoSettings())
        .baseline("large");
  }

  static RouteSpec cheapest() {
    return RouteSpec.of("everything", null, List.of("any"), Rank.CHEAPEST);
  }

  Engine engine(UnaryOperator<Policy.Builder> change, PluginFactory<?, ?>... plugins) {
    return builder(change.apply(policy()).build(), plugins).build();
  }

  EngineBuilder builder(Policy policy, PluginFactory<?, ?>... plugins) {
    EngineBuilder builder =
        Engine.builder()
            .policy(policy)
            .plugin(cheap)
            .plugin(dear)
            .plugin(FakeClassifier.firstWord())
            .clock(clock)
            .listener(events);
    for (PluginFactory<?, ?> plugin : plugins) {
      builder.plugin(plugin);
    }
    return builder;
  }
}
