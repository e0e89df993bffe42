package dev.penstock.provider.gemini;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.Secret;
import dev.penstock.spi.StreamEvent;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Providers, calls and payloads of the tests. */
final class Fixtures {
  static final PluginContext CONTEXT = TestPluginContext.named("google");

  private Fixtures() {}

  static GeminiProvider connect(URI baseUrl, ApiVersion version) {
    return new GeminiProvider(
        new GeminiSettings(Secret.of("AIza-test"), baseUrl, version.toString(), null, null, null),
        CONTEXT);
  }

  static ProviderCall call(ChatRequest request, long limit, Map<String, Object> extra) {
    return new ProviderCall(
        "r/1", "gemini-2.5-flash", request, limit, Duration.ofSeconds(10), extra);
  }

  static ProviderCall call() {
    return call(ChatRequest.of("Why?"), 300, Map.of());
  }

  static String resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a provider makes of one reply of the upstream. */
  static ProviderReply replyOf(Reply reply) throws ProviderException {
    return replyOf(reply, call());
  }

  static ProviderReply replyOf(String json, ProviderCall call) throws ProviderException {
    return replyOf(Reply.json(json), call);
  }

  private static ProviderReply replyOf(Reply reply, ProviderCall call) throws ProviderException {
    try (ScriptedServer server = ScriptedServer.gemini(exchange -> reply);
        GeminiProvider provider = connect(server.baseUrl(), ApiVersion.V1BETA)) {
      return provider.call(call);
    }
  }

  static ProviderReply replyOf(String json) throws ProviderException {
    return replyOf(Reply.json(json));
  }

  /** All events of one streamed reply of the upstream. */
  static List<StreamEvent> eventsOf(Reply reply) throws ProviderException {
    try (ScriptedServer server = ScriptedServer.gemini(exchange -> reply);
        GeminiProvider provider = connect(server.baseUrl(), ApiVersion.V1BETA);
        ProviderStream events = provider.stream(call())) {
      List<StreamEvent> all = new ArrayList<>();
      for (StreamEvent event = events.next(); event != null; event = events.next()) {
        if (!event.equals(StreamEvent.ALIVE)) {
          all.add(event);
        }
      }
      return all;
    }
  }

  static List<StreamEvent> eventsOf(String stream) throws ProviderException {
    return eventsOf(Reply.eventStream(stream));
  }

  /** A call that is expected to fail. */
  interface Failing {
    void run() throws ProviderException;
  }

  static ProviderFailure failureOf(Failing call) {
    try {
      call.run();
    } catch (ProviderException e) {
      return e.failure();
    }
    throw new AssertionError("there was no failure");
  }
}
