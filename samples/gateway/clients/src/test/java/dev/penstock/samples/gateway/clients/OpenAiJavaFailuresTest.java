package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What OpenAI's SDK for Java makes of errors, and what becomes of what it gives up. */
class OpenAiJavaFailuresTest {
  private static OpenAIOkHttpClient.Builder client(Door door) {
    return OpenAIOkHttpClient.builder().baseUrl(door.url() + "/v1").apiKey(door.key).maxRetries(0);
  }

  private static ChatCompletionCreateParams.Builder asking(String question) {
    return ChatCompletionCreateParams.builder().model("auto").addUserMessage(question);
  }

  private static void refuses(
      OpenAIClient client,
      ChatCompletionCreateParams params,
      Class<? extends OpenAIServiceException> type,
      int status,
      String code) {
    OpenAIServiceException error =
        catchThrowableOfType(type, () -> client.chat().completions().create(params));

    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.code()).hasValue(code);
    assertThat(error.headers().values("x-request-id")).hasSize(1);
  }

  @Test
  void errorsAreThoseOfTheirClass() {
    try (Door door = Door.open(new Upstream())) {
      OpenAIClient client = client(door).build();
      refuses(
          client(door).apiKey("psk-wrong").build(),
          asking("Hi").build(),
          UnauthorizedException.class,
          401,
          "unauthenticated");
      refuses(
          client,
          asking("Hi").model("gpt").build(),
          NotFoundException.class,
          404,
          "model_not_found");
      refuses(client, asking("Hi").n(2).build(), BadRequestException.class, 400, "n_too_large");
      refuses(
          client,
          asking("refuse this").build(),
          BadRequestException.class,
          400,
          "refused_by_provider");
      refuses(
          client,
          asking("Hi").model("dear").build(),
          UnexpectedStatusCodeException.class,
          402,
          "budget_exceeded");
      refuses(
          client,
          asking("Hi").model("limited").build(),
          RateLimitException.class,
          429,
          "rate_limit_exceeded");
      refuses(
          client,
          asking("Hi").model("failing").build(),
          InternalServerException.class,
          503,
          "providers_failed");
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void aLimitOfTheGatewayTellsWhenToComeAgain() {
    String limits = "limits:\n  - {name: rate, scope: tenant, requests-per-minute: 1}\n";
    try (Door door = Door.open(new Upstream(), limits)) {
      OpenAIClient client = client(door).build();
      RateLimitException error = null;
      for (int i = 0; error == null && i < 3; i++) {
        ChatCompletionCreateParams params = asking("Hi " + i).build();
        error =
            catchThrowableOfType(
                RateLimitException.class, () -> client.chat().completions().create(params));
      }

      assertThat(error).isNotNull();
      assertThat(error.headers().values("retry-after").getFirst()).matches("[1-9][0-9]?");
    }
  }

  @Test
  void anErrorWithinAStreamIsThrownThere() {
    try (Door door = Door.open(new Upstream())) {
      OpenAIClient client = client(door).build();
      try (StreamResponse<ChatCompletionChunk> stream =
          client.chat().completions().createStreaming(asking("Please break off").build())) {
        OpenAIException error =
            catchThrowableOfType(OpenAIException.class, () -> stream.stream().toList());

        assertThat(error).isInstanceOf(SseException.class).hasMessageContaining("broke off");
      }
      ResponseCreateParams params =
          ResponseCreateParams.builder().model("auto").input("Please break off").build();
      try (StreamResponse<ResponseStreamEvent> stream =
          client.responses().createStreaming(params)) {
        assertThat(stream.stream().reduce((first, next) -> next).orElseThrow().asError().code())
            .hasValue("providers_failed");
      }
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void aStreamThatIsLeftEndsTheCallAndHoldsNothing() throws InterruptedException {
    try (Door door = Door.open(new Upstream())) {
      OpenAIClient client = client(door).build();
      try (StreamResponse<ChatCompletionChunk> stream =
          client.chat().completions().createStreaming(asking("Go on without end").build())) {
        Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
        assertThat(chunks.next().choices()).isNotEmpty();
        assertThat(door.held().toString()).isNotEqualTo("0");
      }

      assertThat(gone(door)).isTrue();
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void aRequestThatTakesTooLongEndsTheCallAndHoldsNothing() throws InterruptedException {
    try (Door door = Door.open(new Upstream())) {
      RequestOptions options = RequestOptions.builder().timeout(Duration.ofMillis(500)).build();
      OpenAIClient client = client(door).build();
      assertThatThrownBy(
              () -> client.chat().completions().create(asking("Wait in silence").build(), options))
          .isInstanceOf(OpenAIIoException.class);

      assertThat(gone(door)).isTrue();
      assertThat(door.settles()).isTrue();
    }
  }

  private static boolean gone(Door door) throws InterruptedException {
    Exchange call = door.upstream.awaitExchange(1, Door.PATIENCE);
    return call.awaitClientGone(Door.PATIENCE);
  }

  @Test
  void theClientTriesAgainWhatMaySucceedLater() {
    int attempts;
    try (Door door = Door.open(new Upstream())) {
      refuses(
          client(door).build(),
          asking("Hi").model("failing").build(),
          InternalServerException.class,
          503,
          "providers_failed");
      attempts = door.upstream.exchanges().size();
    }
    Script recovering =
        exchange ->
            exchange.number() <= attempts ? Reply.failure(500, null) : Reply.text("at last");
    try (Door door = Door.open(recovering)) {
      ChatCompletion completion =
          client(door)
              .maxRetries(2)
              .build()
              .chat()
              .completions()
              .create(asking("Hi").model("failing").build());

      assertThat(completion.choices().getFirst().message().content()).hasValue("at last");
    }
  }

  @Test
  void theClientWaitsForARequestOfItsThatStillRuns() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Door door = Door.open(exchange -> Reply.text("only once").heldBy(gate))) {
      OpenAIClient client = client(door).maxRetries(4).build();
      ChatCompletionCreateParams params =
          asking("Hi").putAdditionalHeader("Idempotency-Key", "java-2").build();
      CompletableFuture<ChatCompletion> first = client.async().chat().completions().create(params);
      door.upstream.awaitExchange(1, Door.PATIENCE);
      CompletableFuture<ChatCompletion> second = client.async().chat().completions().create(params);
      refuses(
          client(door).build(),
          params,
          UnexpectedStatusCodeException.class,
          409,
          "idempotency_in_progress");
      gate.countDown();

      assertThat(second.get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS).id())
          .isEqualTo(first.get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS).id());
      assertThat(door.upstream.exchanges()).hasSize(1);
    }
  }

  @Test
  void aRequestWithAnIdempotencyKeyIsDoneOnce() {
    try (Door door = Door.open(new Upstream())) {
      OpenAIClient client = client(door).maxRetries(2).build();
      ChatCompletionCreateParams params =
          asking("Only once").putAdditionalHeader("Idempotency-Key", "java-1").build();
      String first = client.chat().completions().create(params).id();

      assertThat(client.chat().completions().create(params).id()).isEqualTo(first);
      assertThat(door.upstream.exchanges()).hasSize(1);
      refuses(
          client,
          asking("Something else").putAdditionalHeader("Idempotency-Key", "java-1").build(),
          UnexpectedStatusCodeException.class,
          409,
          "idempotency_mismatch");
    }
  }
}
