/** Provider for every vendor that speaks the OpenAI wire format. */
@NullMarked
package dev.penstock.provider.openai;

import org.jspecify.annotations.NullMarked;
