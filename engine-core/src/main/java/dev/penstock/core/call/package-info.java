/** One candidate after another, each attempt with its own hold and deadline. */
@NullMarked
package dev.penstock.core.call;

import org.jspecify.annotations.NullMarked;
