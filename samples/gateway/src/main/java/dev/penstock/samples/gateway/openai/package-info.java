/** The wire of OpenAI's Chat Completions. */
@NullMarked
package dev.penstock.samples.gateway.openai;

import org.jspecify.annotations.NullMarked;
