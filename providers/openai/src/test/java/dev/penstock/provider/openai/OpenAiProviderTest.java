package dev.penstock.provider.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.Secret;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OpenAiProviderTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(ProviderFactory.class).findFirst().orElseThrow().name())
        .isEqualTo("openai");
  }

  @Test
  void sendsKeyAndHeaders() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.text("Hello"))) {
      OpenAiSettings settings =
          new OpenAiSettings(
              Dialect.OPENAI,
              server.baseUrl(),
              Secret.of("sk-test-key"),
              null,
              null,
              "org-1",
              "proj-1",
              Map.of("X-Title", "desk"));
      try (OpenAiProvider provider = new OpenAiProvider(settings, Fixtures.CONTEXT)) {
        provider.call(Fixtures.call());
      }
      assertThat(server.exchanges().getFirst().headers())
          .containsEntry("authorization", "Bearer sk-test-key")
          .containsEntry("openai-organization", "org-1")
          .containsEntry("openai-project", "proj-1")
          .containsEntry("x-title", "desk")
          .containsEntry("content-type", "application/json")
          .doesNotContainKeys("accept-encoding", "cookie");
    }
  }

  @Test
  void neverFollowsARedirect() {
    try (ScriptedServer other = ScriptedServer.openAi(exchange -> Reply.text("stolen"));
        ScriptedServer server =
            ScriptedServer.openAi(
                exchange ->
                    Reply.body(307, "text/plain", "")
                        .header("Location", other.baseUrl() + "/chat/completions"));
        OpenAiProvider provider = Fixtures.connect(Dialect.OPENAI, server.baseUrl())) {
      assertThat(Fixtures.failureOf(() -> provider.call(Fixtures.call())).kind())
          .isEqualTo(FailureKind.REDIRECTED);
      assertThat(other.exchanges()).isEmpty();
    }
  }

  @Test
  void tellsThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (OpenAiProvider provider =
        Fixtures.connect(Dialect.OPENAI, URI.create("http://127.0.0.1:" + port + "/v1"))) {
      ProviderFailure failure = Fixtures.failureOf(() -> provider.call(Fixtures.call()));
      assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    }
  }

  @Test
  void tellsThatTlsFailed() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OpenAiProvider provider =
            Fixtures.connect(
                Dialect.OPENAI, URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/v1"))) {
      Thread.ofVirtual().start(() -> answerWithoutTls(plain));
      ProviderFailure failure = Fixtures.failureOf(() -> provider.call(Fixtures.call()));
      assertThat(failure.kind()).isEqualTo(FailureKind.TLS_FAILED);
      assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    }
  }

  @Test
  void aCallThatWaitsForAFreeConnectionEndsInTime() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.stall());
        OpenAiProvider provider =
            new OpenAiProvider(
                new OpenAiSettings(
                    Dialect.OPENAI, server.baseUrl(), null, null, 1, null, null, Map.of()),
                Fixtures.CONTEXT)) {
      Thread first =
          Thread.ofVirtual().start(() -> Fixtures.failureOf(() -> provider.call(Fixtures.call())));
      server.awaitExchange(1, SOON);

      ProviderFailure late = Fixtures.failureOf(() -> provider.call(brief()));
      assertThat(late.kind()).isEqualTo(FailureKind.TIMEOUT);
      assertThat(late.phase()).isEqualTo(Phase.NOT_RUN);

      CompletableFuture<ProviderFailure> failure = new CompletableFuture<>();
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> failure.complete(Fixtures.failureOf(() -> provider.call(Fixtures.call()))));
      waiting.interrupt();
      assertThat(failure.get(SOON.toSeconds(), TimeUnit.SECONDS).kind())
          .isEqualTo(FailureKind.CANCELLED);
      first.interrupt();
      first.join();
    }
  }

  @Test
  void aHandshakeThatIsNotAnsweredEndsInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OpenAiProvider provider =
            Fixtures.connect(
                Dialect.OPENAI, URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/v1"))) {
      ProviderFailure late = Fixtures.failureOf(() -> provider.call(brief()));
      assertThat(late.kind()).isEqualTo(FailureKind.TIMEOUT);
      assertThat(late.phase()).isEqualTo(Phase.NOT_RUN);
    }
  }

  /** A call that has little time, far less than there is for a connection. */
  private static ProviderCall brief() {
    return new ProviderCall(
        "r/1", "gpt-4.1", ChatRequest.of("Why?"), 300, Duration.ofMillis(150), Map.of());
  }

  @Test
  void countsTheTimeOfTheContextsClock() throws Exception {
    FakeClock clock = new FakeClock();
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.stall());
        OpenAiProvider provider =
            new OpenAiProvider(
                OpenAiSettings.of(Dialect.OPENAI, server.baseUrl(), null),
                TestPluginContext.named("desk").clock(clock))) {
      CompletableFuture<ProviderFailure> failure = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> failure.complete(Fixtures.failureOf(() -> provider.call(Fixtures.call()))));
      Exchange exchange = server.awaitExchange(1, SOON);
      clock.advance(Duration.ofSeconds(10));
      assertThat(exchange.awaitClientGone(SOON)).isTrue();
      assertThat(failure.join().kind()).isEqualTo(FailureKind.TIMEOUT);
    }
  }

  @Test
  void endsSoonWhenAPlatformThreadIsInterrupted() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.stall());
        OpenAiProvider provider = Fixtures.connect(Dialect.OPENAI, server.baseUrl())) {
      CompletableFuture<ProviderFailure> failure = new CompletableFuture<>();
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> failure.complete(Fixtures.failureOf(() -> provider.call(Fixtures.call()))));
      Exchange exchange = server.awaitExchange(1, SOON);
      caller.interrupt();
      assertThat(exchange.awaitClientGone(SOON)).isTrue();
      assertThat(failure.join().kind()).isEqualTo(FailureKind.CANCELLED);
    }
  }

  @Test
  void timesOutWhileItWaitsForAConnection() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.stall())) {
      OpenAiSettings settings =
          new OpenAiSettings(Dialect.OPENAI, server.baseUrl(), null, null, 1, null, null, null);
      try (OpenAiProvider provider = new OpenAiProvider(settings, Fixtures.CONTEXT)) {
        Thread.ofVirtual().start(() -> Fixtures.failureOf(() -> provider.call(Fixtures.call())));
        server.awaitExchange(1, SOON);
        ProviderCall call =
            new ProviderCall(
                "r/2", "m", ChatRequest.of("Why?"), 10, Duration.ofMillis(100), Map.of());
        ProviderFailure failure = Fixtures.failureOf(() -> provider.call(call));
        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
      }
    }
  }

  private static void answerWithoutTls(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
