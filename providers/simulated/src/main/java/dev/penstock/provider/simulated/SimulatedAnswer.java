package dev.penstock.provider.simulated;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.spi.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated model does in one attempt.
 *
 * @param id the answer's id, the same for the same answer
 * @param text its text
 * @param finishReason {@code STOP}, or {@code LENGTH} if it was cut
 * @param inputTokens the tokens of the conversation: its UTF-8 bytes over four, rounded up
 * @param cachedInputTokens how many of them are reported as read from a prompt cache
 * @param outputTokens the tokens of the text, counted in the same way
 * @param latency the time to the first token
 * @param duration the time to the last token
 * @param fault how this attempt fails, or null if it does not; the text is what it would have said
 */
public record SimulatedAnswer(
    String id,
    String text,
    FinishReason finishReason,
    long inputTokens,
    long cachedInputTokens,
    long outputTokens,
    Duration latency,
    Duration duration,
    @Nullable FailureKind fault) {}
