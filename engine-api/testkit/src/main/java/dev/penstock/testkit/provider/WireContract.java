package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every provider over HTTP keeps to, whatever its wire, tested against a {@link
 * ScriptedServer}. {@link OpenAiWireContract}, {@link AnthropicWireContract} and {@link
 * GeminiWireContract} bring their wire along.
 */
public abstract class WireContract extends ProviderContract {
  /** How soon a call must be over that was interrupted, closed or out of time. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ScriptedServer server;
  private final List<FailureRow> failures;
  private final Usage usage;
  private volatile Script script;

  /**
   * A contract over a wire.
   *
   * @param wire a builder of a server that speaks it
   * @param usual does what is asked: calls the tool that must be called, answers JSON, or greets
   * @param failures what an API on this wire can answer instead of an answer
   * @param usage tokens of every class that the wire can tell
   */
  WireContract(ScriptedServer.Builder wire, Script usual, List<FailureRow> failures, Usage usage) {
    script = usual;
    this.failures = failures;
    this.usage = usage;
    server = wire.start(this::reply);
  }

  /** Creates a provider that calls the server at this address. */
  protected abstract Provider connect(URI baseUrl);

  /** The server, for further tests. */
  protected final ScriptedServer server() {
    return server;
  }

  /** Replaces what the server answers. */
  protected final void script(Script replacement) {
    script = replacement;
  }

  @Override
  protected final Provider create() {
    return connect(server.baseUrl());
  }

  @Override
  public final void assertNothingSent() {
    assertThat(server.exchanges()).isEmpty();
  }

  @AfterEach
  final void closeServer() {
    server.close();
  }

  @Test
  final void countsEachClassOfTokensOnce() throws Exception {
    script(exchange -> Reply.text("Hello", usage));
    ReportedUsage.Counts reported = Reported.counts(provider().call(call()).usage());
    assertThat(reported.usage()).isEqualTo(usage);
    assertThat(reported.raw()).isNotEmpty();
    assertThat(server.bill()).containsEntry(call().modelId(), usage);
  }

  @Test
  final void streamsTheSameUsage() throws Exception {
    script(exchange -> Reply.text("Hello there", usage));
    try (ProviderStream stream = streaming().stream(call())) {
      var end = Streams.end(Streams.drain(stream));
      if (end.usage() != null) {
        assertThat(Reported.counts(end.usage()).usage()).isEqualTo(usage);
      }
    }
  }

  @Test
  final void keepsFieldsItDoesNotKnow() throws Exception {
    Map<String, Object> field = Map.of("depth", List.of("a", true));
    script(exchange -> Reply.text("Hello").field("from_the_future", field));
    assertThat(provider().call(call()).extra()).containsEntry("from_the_future", field);
  }

  @Test
  final void usesAConnectionAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      provider().call(call());
    }
    assertThat(server.connectionsOpened()).isEqualTo(1);
  }

  @Test
  final void endsAtItsTimeout() throws Exception {
    script(exchange -> Reply.stall());
    ProviderCall call = Calls.within(call(), Duration.ofMillis(100));
    ProviderFailure failure = Calls.failure(() -> provider().call(call));
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
    assertThat(server.exchanges().getFirst().awaitClientGone(SOON)).isTrue();
  }

  @Test
  final void endsAtItsTimeoutWithinTheBody() throws Exception {
    script(exchange -> Reply.text("Hello").stallAfter(40));
    ProviderCall call = Calls.within(call(), Duration.ofMillis(100));
    assertThat(Calls.failure(() -> provider().call(call)).kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(server.exchanges().getFirst().awaitClientGone(SOON)).isTrue();
  }

  @Test
  final void endsSoonWhenInterrupted() throws Exception {
    script(exchange -> Reply.stall());
    CompletableFuture<ProviderFailure> failure = new CompletableFuture<>();
    Provider provider = provider();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> failure.complete(Calls.failure(() -> provider.call(call()))));
    Exchange exchange = server.awaitExchange(1, SOON);
    caller.interrupt();
    assertThat(exchange.awaitClientGone(SOON)).isTrue();
    assertThat(failure.join().kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(failure.join().phase()).isEqualTo(Phase.MAY_HAVE_RUN);
  }

  @Test
  final void endsWhenClosed() throws Exception {
    script(exchange -> Reply.stall());
    CompletableFuture<ProviderFailure> failure = new CompletableFuture<>();
    Provider provider = provider();
    Thread.ofVirtual().start(() -> failure.complete(Calls.failure(() -> provider.call(call()))));
    Exchange exchange = server.awaitExchange(1, SOON);
    closeProvider();
    assertThat(exchange.awaitClientGone(SOON)).isTrue();
    assertThat(failure.join().kind()).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  final void closingAStreamEarlyEndsItUpstream() throws Exception {
    script(exchange -> Reply.text("one two three four").stallAfter(800));
    ProviderStream stream = streaming().stream(call());
    assertThat(stream.next()).isNotNull();
    stream.close();
    assertThat(server.exchanges().getFirst().awaitClientGone(SOON)).isTrue();
  }

  @Test
  final void closingAStreamEndsAWaitingReader() throws Exception {
    script(exchange -> Reply.text("never shown").stallAfter(0));
    ProviderStream stream = streaming().stream(call());
    FutureTask<@Nullable StreamEvent> reader = new FutureTask<>(stream::next);
    Thread.ofVirtual().start(reader);
    stream.close();
    assertThat(server.exchanges().getFirst().awaitClientGone(SOON)).isTrue();
    try {
      assertThat(reader.get(5, TimeUnit.SECONDS)).as("closed before it read").isNull();
    } catch (ExecutionException e) {
      assertThat(e.getCause())
          .isInstanceOfSatisfying(
              ProviderException.class,
              broken -> assertThat(broken.failure().kind()).isEqualTo(FailureKind.CANCELLED));
    }
  }

  @Test
  final void neverTakesACutAnswerForAWholeOne() {
    for (int bytes : IntStream.range(0, 500).filter(n -> n % 7 == 0).toArray()) {
      script(exchange -> Reply.text("Hello").field("tail", "x".repeat(400)).cutAfter(bytes));
      ProviderFailure failure = Calls.failure(() -> provider().call(call()));
      assertThat(failure.kind()).as("cut after %d bytes", bytes).isEqualTo(FailureKind.TRUNCATED);
    }
  }

  @Test
  final void neverTakesACutStreamForAWholeOne() throws Exception {
    StreamingProvider provider = streaming();
    for (int bytes : IntStream.range(0, 600).filter(n -> n % 7 == 0).toArray()) {
      script(exchange -> Reply.deltas("one", "two", "three").cutAfter(bytes));
      ProviderFailure failure =
          Calls.failure(
              () -> {
                try (ProviderStream stream = provider.stream(call())) {
                  Streams.drain(stream);
                }
              });
      assertThat(failure.kind()).as("cut after %d bytes", bytes).isEqualTo(FailureKind.TRUNCATED);
    }
  }

  @TestFactory
  final Stream<DynamicTest> tellsFailuresApart() {
    return failures.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () -> {
                      script(exchange -> row.reply());
                      ProviderFailure failure = Calls.failure(() -> provider().call(call()));
                      assertThat(failure.kind()).as(failure.message()).isEqualTo(row.kind());
                      if (row.phase() != null) {
                        assertThat(failure.phase()).isEqualTo(row.phase());
                      }
                    }));
  }

  @Test
  final void passesOnHowLongToWait() {
    script(exchange -> Reply.failure(429, null).header("Retry-After", "1.5"));
    assertThat(Calls.failure(() -> provider().call(call())).retryAfter())
        .isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  final void repeatsNeitherKeyNorPromptOfAnError() {
    String secret = "Incorrect API key provided: sk-**tail. Prompt: " + call().request().question();
    for (int status : new int[] {400, 401, 429, 500}) {
      script(exchange -> Reply.failure(status, null).message(secret));
      ProviderFailure failure = Calls.failure(() -> provider().call(call()));
      assertThat(failure.message()).doesNotContain("tail", call().request().question());
    }
  }

  private StreamingProvider streaming() {
    @Nullable StreamingProvider streaming =
        provider() instanceof StreamingProvider found ? found : null;
    assumeTrue(streaming != null, "is no StreamingProvider");
    return streaming;
  }

  private Reply reply(Exchange exchange) {
    return script.reply(exchange);
  }
}
