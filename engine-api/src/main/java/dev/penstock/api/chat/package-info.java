/** The request: messages, tools, formats and what the caller says about it. */
@NullMarked
package dev.penstock.api.chat;

import org.jspecify.annotations.NullMarked;
