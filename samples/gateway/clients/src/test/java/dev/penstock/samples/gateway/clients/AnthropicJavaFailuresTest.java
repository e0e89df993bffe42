package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.PaymentRequiredException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.ServiceUnavailableException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Anthropic's SDK for Java makes of errors, and what becomes of what it gives up. */
class AnthropicJavaFailuresTest {
  private static AnthropicOkHttpClient.Builder client(Door door) {
    return AnthropicOkHttpClient.builder().baseUrl(door.url()).apiKey(door.key).maxRetries(0);
  }

  private static MessageCreateParams.Builder asking(String question) {
    return MessageCreateParams.builder().model("auto").maxTokens(100).addUserMessage(question);
  }

  private static AnthropicServiceException refuses(
      AnthropicClient client,
      MessageCreateParams params,
      Class<? extends AnthropicServiceException> type,
      int status,
      String code) {
    AnthropicServiceException error =
        catchThrowableOfType(type, () -> client.messages().create(params));

    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.errorCode()).hasValue(code);
    assertThat(error.requestId())
        .hasValue(error.headers().values("x-penstock-request-id").getFirst());
    return error;
  }

  @Test
  void errorsAreThoseOfTheirClass() {
    try (Door door = Door.open(new Upstream())) {
      AnthropicClient client = client(door).build();
      MessageCreateParams plain = asking("Hi").build();
      assertThat(
              refuses(
                      client(door).apiKey("psk-wrong").build(),
                      plain,
                      UnauthorizedException.class,
                      401,
                      "unauthenticated")
                  .type())
          .hasValue(ErrorType.AUTHENTICATION_ERROR);
      refuses(
          client,
          asking("Hi").model("claude").build(),
          NotFoundException.class,
          404,
          "model_not_found");
      refuses(
          client,
          asking("Hi").serviceTier(MessageCreateParams.ServiceTier.AUTO).build(),
          BadRequestException.class,
          400,
          "invalid_service_tier");
      refuses(
          client,
          asking("Hi").model("dear").build(),
          PaymentRequiredException.class,
          402,
          "budget_exceeded");
      AnthropicServiceException limited =
          refuses(
              client,
              asking("Hi").model("limited").build(),
              RateLimitException.class,
              429,
              "rate_limit_exceeded");
      assertThat(Integer.parseInt(limited.headers().values("retry-after").getFirst())).isPositive();
      refuses(
          client,
          asking("Hi").model("failing").build(),
          ServiceUnavailableException.class,
          503,
          "providers_failed");
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void anErrorWithinAStreamIsThrownThere() {
    try (Door door = Door.open(new Upstream());
        StreamResponse<RawMessageStreamEvent> stream =
            client(door).build().messages().createStreaming(asking("Please break off").build())) {
      SseException error = catchThrowableOfType(SseException.class, () -> stream.stream().toList());

      assertThat(error.errorCode()).hasValue("providers_failed");
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void aStreamThatIsLeftEndsTheCallAndHoldsNothing() throws InterruptedException {
    try (Door door = Door.open(new Upstream())) {
      try (StreamResponse<RawMessageStreamEvent> stream =
          client(door).build().messages().createStreaming(asking("Go on without end").build())) {
        assertThat(stream.stream().iterator().next().isMessageStart()).isTrue();
      }

      assertThat(door.upstream.awaitExchange(1, Door.PATIENCE).awaitClientGone(Door.PATIENCE))
          .isTrue();
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void aRequestThatTakesTooLongEndsTheCallAndHoldsNothing() throws InterruptedException {
    try (Door door = Door.open(new Upstream())) {
      AnthropicClient client = client(door).timeout(Duration.ofMillis(500)).build();
      assertThatThrownBy(() -> client.messages().create(asking("Wait in silence").build()))
          .isInstanceOf(AnthropicIoException.class);

      assertThat(door.upstream.awaitExchange(1, Door.PATIENCE).awaitClientGone(Door.PATIENCE))
          .isTrue();
      assertThat(door.settles()).isTrue();
    }
  }
}
