/** The policy's prompts: templates that go before a request. */
@NullMarked
package dev.penstock.core.prompt;

import org.jspecify.annotations.NullMarked;
