package dev.penstock.spi;

import dev.penstock.api.chat.ChatRequest;
import java.time.Duration;
import java.util.Map;

/**
 * One attempt to get an answer.
 *
 * @param attemptId the attempt's id, {@code request/number}, for the provider's own logs
 * @param modelId the provider's own name of the model
 * @param request what to send: context documents are already part of the messages
 * @param maxOutputTokens the output limit, which must be sent upstream: the budget relies on it
 * @param timeout how long the whole call may take
 * @param extra fields to add to the request body unread, by wire name
 */
public record ProviderCall(
    String attemptId,
    String modelId,
    ChatRequest request,
    long maxOutputTokens,
    Duration timeout,
    Map<String, Object> extra) {}
