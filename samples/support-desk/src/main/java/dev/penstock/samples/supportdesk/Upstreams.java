package dev.penstock.samples.supportdesk;

import dev.penstock.api.money.Usage;
import dev.penstock.api.policy.Share;
import dev.penstock.provider.simulated.Behaviour;
import dev.penstock.provider.simulated.SimulatedAnswer;
import dev.penstock.provider.simulated.SimulatedModel;
import dev.penstock.spi.FailureKind;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Five simulated vendors, each behind an HTTP server of its own on loopback. Their latencies are a
 * hundredth of what was observed of the real ones, so that a run takes seconds. Their faults are of
 * kinds whose consequences do not depend on the time of day, so that two runs are the same.
 */
final class Upstreams implements AutoCloseable {
  /** How much faster than the real ones they answer. */
  static final int FASTER = 100;

  private final Map<String, ScriptedServer> servers = new HashMap<>();

  private Upstreams() {}

  static Upstreams start(long seed) {
    Upstreams upstreams = new Upstreams();
    Share few = Share.ofPercent(2);
    upstreams.start(seed, "HOLYSHEEP", 50, Map.of(FailureKind.OVERLOADED, few));
    upstreams.start(seed, "DEEPSEEK", 620, Map.of());
    upstreams.start(seed, "GOOGLE", 850, Map.of());
    upstreams.start(seed, "ANTHROPIC", 3100, Map.of());
    upstreams.start(seed, "OPENAI", 2400, Map.of(FailureKind.SERVER_ERROR, few));
    return upstreams;
  }

  private void start(long seed, String vendor, int millis, Map<FailureKind, Share> faults) {
    Behaviour behaviour =
        new Behaviour(
            Duration.ofMillis(millis).dividedBy(FASTER),
            Share.ofPercent(20),
            null,
            150,
            Share.ofPercent(40),
            null,
            Share.ofPercent(0),
            faults);
    servers.put(
        "SIMULATED_" + vendor,
        ScriptedServer.openAi(exchange -> reply(exchange, seed, vendor, behaviour)));
  }

  /** The address of a vendor's server by the variable that names it, or null. */
  @Nullable String variable(String name) {
    ScriptedServer server = servers.get(name);
    return server == null ? null : server.baseUrl().toString();
  }

  private static Reply reply(Exchange exchange, long seed, String vendor, Behaviour behaviour) {
    SimulatedModel model = new SimulatedModel(seed, vendor + "/" + exchange.model(), behaviour);
    SimulatedAnswer answer = model.answer(conversation(exchange), maxOutput(exchange), 1);
    FailureKind fault = answer.fault();
    if (fault != null) {
      return fault == FailureKind.OVERLOADED
          ? Reply.failure(503, "overloaded")
          : Reply.failure(500, "server_error");
    }
    return Reply.text(answer.text())
        .usage(Usage.of(answer.inputTokens(), answer.outputTokens()))
        .finish(answer.finishReason())
        .after(answer.duration());
  }

  private static String conversation(Exchange exchange) {
    StringBuilder text = new StringBuilder();
    if (exchange.json().get("messages") instanceof List<?> messages) {
      for (Object message : messages) {
        if (message instanceof Map<?, ?> fields) {
          text.append(fields.get("role")).append(": ").append(fields.get("content")).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static long maxOutput(Exchange exchange) {
    for (String name : List.of("max_completion_tokens", "max_tokens")) {
      if (exchange.json().get(name) instanceof Long limit) {
        return limit;
      }
    }
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {
    servers.values().forEach(ScriptedServer::close);
  }
}
