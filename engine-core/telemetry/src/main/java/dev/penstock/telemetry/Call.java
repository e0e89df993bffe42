package dev.penstock.telemetry;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call to a provider, for an answer or for vectors.
 *
 * @param operation {@code chat} or {@code embeddings}
 * @param provider {@code gen_ai.provider.name}
 * @param model the model that was asked for, by the provider's own name
 * @param responseModel the model that answered, or null if unknown
 * @param responseId the provider's id of its answer, or null
 * @param finish why the model stopped, or null
 * @param streamed whether the answer was asked for piece by piece
 * @param error what kind of failure ended it, or null
 * @param firstToken how long until the first content, or null
 * @param gaps how long each further piece took
 */
record Call(
    String operation,
    String provider,
    String model,
    @Nullable String responseModel,
    @Nullable String responseId,
    @Nullable String finish,
    boolean streamed,
    @Nullable String error,
    Usage usage,
    Usd cost,
    Instant started,
    Duration duration,
    @Nullable Duration firstToken,
    List<Duration> gaps) {
  static final String CHAT = "chat";
  static final String EMBEDDINGS = "embeddings";

  static Call of(EngineEvent.AttemptEnded ended, String provider) {
    var attempt = ended.attempt();
    return new Call(
        CHAT,
        provider,
        attempt.modelId(),
        ended.responseModel(),
        attempt.responseId(),
        ended.finishReason() == null ? null : Words.word(ended.finishReason()),
        ended.streamed(),
        Words.errorType(attempt),
        attempt.usage(),
        attempt.cost(),
        attempt.started(),
        attempt.duration(),
        attempt.firstToken(),
        ended.gaps());
  }

  static Call of(EngineEvent.VectorsEnded ended, String provider) {
    return new Call(
        EMBEDDINGS,
        provider,
        ended.model(),
        null,
        null,
        null,
        false,
        Words.errorType(ended.failure()),
        ended.usage(),
        ended.cost(),
        ended.started(),
        ended.duration(),
        null,
        List.of());
  }
}
