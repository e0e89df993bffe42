/** Counting tokens, exactly where it matters and as a bound where it does not. */
@NullMarked
package dev.penstock.core.tokens;

import org.jspecify.annotations.NullMarked;
