package dev.penstock.samples.gateway.openai;

import dev.penstock.api.chat.ChatRequest;

/**
 * The body of a request for a chat completion.
 *
 * @param request what is asked of the engine
 * @param model the model as the client named it
 * @param stream whether the answer comes in pieces
 * @param includeUsage whether a stream ends with the tokens it took
 * @param penstock whether the client wants to be told what was decided
 */
record ChatBody(
    ChatRequest request, String model, boolean stream, boolean includeUsage, boolean penstock) {}
