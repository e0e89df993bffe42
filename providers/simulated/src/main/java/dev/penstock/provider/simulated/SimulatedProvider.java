package dev.penstock.provider.simulated;

import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.Simulated;
import dev.penstock.spi.StreamingProvider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Plays simulated models in process, in the time that they say they take. */
sealed class SimulatedProvider implements StreamingProvider, EmbeddingProvider, Simulated
    permits InstantProvider {

  private final SimulatedSettings settings;
  private final LongSupplier ticker;
  private final Duration connectTimeout;
  private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  SimulatedProvider(SimulatedSettings settings, PluginContext context) {
    this.settings = settings;
    this.ticker = context.ticker();
    this.connectTimeout = context.connectTimeout();
  }

  @Override
  public final Set<Ability> abilities() {
    // It invents text, so it cannot hold an answer to a schema.
    return EnumSet.complementOf(EnumSet.of(Ability.JSON_SCHEMA));
  }

  @Override
  public final ProviderReply call(ProviderCall call) throws ProviderException {
    try (Attempt attempt = begin(call.modelId(), call.timeout())) {
      SimulatedAnswer answer = answer(call);
      FailureKind fault = answer.fault();
      if (fault != null) {
        throw attempt.fail(fault, answer);
      }
      attempt.waitFor(answer.duration());
      return Replies.reply(call, answer);
    }
  }

  @Override
  public final ProviderStream stream(ProviderCall call) throws ProviderException {
    SimulatedAnswer answer = answer(call);
    Attempt attempt = begin(call.modelId(), call.timeout());
    FailureKind fault = answer.fault();
    if (fault != null && fault != FailureKind.TRUNCATED && fault != FailureKind.TIMEOUT) {
      try (attempt) {
        throw attempt.fail(fault, answer);
      }
    }
    return new SimulatedStream(attempt, answer, Replies.events(call, answer));
  }

  @Override
  public final boolean isBilled() {
    return false;
  }

  @Override
  public final Embeddings embed(EmbeddingCall call) throws ProviderException {
    try (Attempt attempt = begin(call.modelId(), call.timeout())) {
      String all = String.join("\n", call.texts());
      attempt.waitFor(model(call.modelId()).latency(all));
      WordVectors vectors = WordVectors.ofLength(call.dimensions(), call.modelId());
      long tokens = call.texts().stream().mapToLong(Tokens::count).sum();
      return new Embeddings(
          call.texts().stream().map(vectors::of).toList(), Replies.usage(tokens, 0, 0));
    }
  }

  private SimulatedAnswer answer(ProviderCall call) throws ProviderException {
    if (call.request().responseFormat() instanceof ResponseFormat.JsonSchema) {
      throw new ProviderException(
          ProviderFailure.of(
              FailureKind.BAD_REQUEST,
              ProviderFailure.Phase.NOT_RUN,
              "a simulated model cannot answer by a JSON Schema"));
    }
    return model(call.modelId())
        .answer(
            Conversation.of(call.request()),
            call.maxOutputTokens(),
            attemptNumber(call.attemptId()),
            Replies.form(call));
  }

  private SimulatedModel model(String id) {
    return new SimulatedModel(settings.seedOrZero(), id, settings.behaviour(id));
  }

  /** The number behind the last slash of an id {@code request/number}; 0 if there is none. */
  static long attemptNumber(String attemptId) {
    String number = attemptId.substring(attemptId.lastIndexOf('/') + 1);
    boolean isNumber =
        !number.isEmpty()
            && number.length() < 10
            && number.length() < attemptId.length()
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(number) : 0;
  }

  private Attempt begin(String model, Duration timeout) throws ProviderException {
    Pause pause = new Pause(ticker);
    pauses.add(pause);
    if (closed) {
      pauses.remove(pause);
      throw Faults.cancelled(model);
    }
    return new Attempt(
        model, ticker.getAsLong(), timeout, connectTimeout, pause, () -> pauses.remove(pause));
  }

  @Override
  public final void close() {
    closed = true;
    pauses.forEach(Pause::end);
  }
}
