/** Keeps what people said of answers, to learn from. */
@NullMarked
package dev.penstock.core.feedback;

import org.jspecify.annotations.NullMarked;
