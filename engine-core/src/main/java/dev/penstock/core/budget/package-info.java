/** Holds and settlement per budget, scope and period. */
@NullMarked
package dev.penstock.core.budget;

import org.jspecify.annotations.NullMarked;
