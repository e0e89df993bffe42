package dev.penstock.provider.openai;

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
  static final PluginContext CONTEXT = TestPluginContext.named("desk");

  private Fixtures() {}

  static OpenAiProvider connect(Dialect dialect, URI baseUrl) {
    return new OpenAiProvider(
        OpenAiSettings.of(dialect, baseUrl, Secret.of("sk-test-key")), CONTEXT);
  }

  static ProviderCall call(String model, ChatRequest request) {
    return new ProviderCall("r/1", model, request, 300, Duration.ofSeconds(10), Map.of());
  }

  static ProviderCall call() {
    return call("gpt-4.1", ChatRequest.of("Why?"));
  }

  static String resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a provider makes of one reply of the upstream. */
  static ProviderReply replyOf(Dialect dialect, Reply reply) throws ProviderException {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> reply);
        OpenAiProvider provider = connect(dialect, server.baseUrl())) {
      return provider.call(call());
    }
  }

  /** All events of one streamed reply of the upstream. */
  static List<StreamEvent> eventsOf(Reply reply) throws ProviderException {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> reply);
        OpenAiProvider provider = connect(Dialect.OPENAI, server.baseUrl());
        ProviderStream stream = provider.stream(call())) {
      return drain(stream);
    }
  }

  static List<StreamEvent> drain(ProviderStream stream) throws ProviderException {
    List<StreamEvent> events = new ArrayList<>();
    for (StreamEvent event = stream.next(); event != null; event = stream.next()) {
      if (!event.equals(StreamEvent.ALIVE)) {
        events.add(event);
      }
    }
    return events;
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
