package dev.penstock.samples.gateway.wire;

import dev.penstock.api.chat.ChatRequest;

/**
 * What the body of a request asks for.
 *
 * @param request what is asked of the engine
 * @param stream whether the answer comes in pieces
 * @param penstock whether the client wants to be told what was decided
 */
public record Asked(ChatRequest request, boolean stream, boolean penstock) {}
