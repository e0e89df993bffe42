/** The wire of Anthropic's Messages. */
@NullMarked
package dev.penstock.samples.gateway.messages;

import org.jspecify.annotations.NullMarked;
