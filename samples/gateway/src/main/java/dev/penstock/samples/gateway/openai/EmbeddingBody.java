package dev.penstock.samples.gateway.openai;

import dev.penstock.api.EmbeddingRequest;

/**
 * The body of a request for vectors.
 *
 * @param request what is asked of the engine
 * @param base64 whether vectors are told in Base64, as SDKs ask for, instead of numbers
 */
record EmbeddingBody(EmbeddingRequest request, boolean base64) {}
