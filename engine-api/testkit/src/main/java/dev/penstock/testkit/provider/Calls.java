package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Calls with something changed, and what is expected of them. */
final class Calls {
  private Calls() {}

  static ProviderCall with(ProviderCall call, UnaryOperator<ChatRequest.Builder> change) {
    return new ProviderCall(
        call.attemptId(),
        call.modelId(),
        change.apply(call.request().toBuilder()).build(),
        call.maxOutputTokens(),
        call.timeout(),
        call.extra());
  }

  static ProviderCall within(ProviderCall call, Duration timeout) {
    return new ProviderCall(
        call.attemptId(),
        call.modelId(),
        call.request(),
        call.maxOutputTokens(),
        timeout,
        call.extra());
  }

  /** The reply if the ability is declared; else asserts the refusal and returns null. */
  static @Nullable ProviderReply answeredOrRefused(
      ProviderUnderTest test, Ability ability, UnaryOperator<ChatRequest.Builder> change)
      throws ProviderException {
    ProviderCall call = with(test.call(), change);
    if (test.provider().abilities().contains(ability)) {
      return test.provider().call(call);
    }
    ProviderFailure failure = failure(() -> test.provider().call(call));
    assertThat(failure.kind()).as(failure.message()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    assertThat(failure.message()).isNotBlank();
    test.assertNothingSent();
    return null;
  }

  static ProviderFailure failure(ThrowingCallable call) {
    ProviderException thrown = catchThrowableOfType(ProviderException.class, call);
    assertThat(thrown).as("the call must fail with a ProviderException").isNotNull();
    return thrown.failure();
  }
}
