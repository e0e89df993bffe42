/** The stateless part of the wire of OpenAI's Responses. */
@NullMarked
package dev.penstock.samples.gateway.responses;

import org.jspecify.annotations.NullMarked;
