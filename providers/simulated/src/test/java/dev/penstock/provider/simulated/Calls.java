package dev.penstock.provider.simulated;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.time.Duration;
import java.util.Map;

/** Providers and calls for tests. */
final class Calls {
  private Calls() {}

  static SimulatedProvider open(SimulatedSettings settings, FakeClock clock) {
    return (SimulatedProvider)
        new SimulatedProviderFactory()
            .create(settings, TestPluginContext.named("simulated").clock(clock));
  }

  static SimulatedSettings timed(Duration latency, Long tokensPerSecond) {
    return new SimulatedSettings(
        null, latency, null, tokensPerSecond, null, null, null, null, null, null);
  }

  static SimulatedSettings failing(FailureKind kind, long percent) {
    return new SimulatedSettings(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(kind, Share.ofPercent(percent)),
        null);
  }

  static ProviderCall of(String question) {
    return of(ChatRequest.of(question));
  }

  static ProviderCall of(ChatRequest request) {
    return attempt("r-1/1", request, 500);
  }

  static ProviderCall attempt(String id, ChatRequest request, long maxOutputTokens) {
    return new ProviderCall(
        id, "small-chat", request, maxOutputTokens, Duration.ofSeconds(30), Map.of());
  }
}
