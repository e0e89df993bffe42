package dev.penstock.samples.gateway.openai;

import dev.penstock.samples.gateway.wire.Asked;

/**
 * The body of a request for a chat completion.
 *
 * @param asked what it asks for
 * @param includeUsage whether a stream ends with the tokens it took
 */
record ChatBody(Asked asked, boolean includeUsage) {}
